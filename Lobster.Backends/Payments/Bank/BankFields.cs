using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Bank;

/// <summary>The form of bank transfers.</summary>
internal static class BankFields
{
    /// <summary>All fields, in order.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("holder", "Account holder") { Required = true, Help = "Whom the transfer is made out to." },
        new("account", "IBAN or account number") { Required = true },
        new("bic", "BIC or bank code") { Help = "Leave empty where customers do not need it." },
        new("bank", "Bank") { Help = "Its name, if customers need it." },
        new("text", "What else customers must know", OptionKind.Multiline) { Help = "For instance how long a transfer usually takes." },
        new("days", "Days until an unpaid one expires", OptionKind.Number) { Default = "14", Min = 1, Max = 90 },
    ];
}
