using Lobster.Core.Compute;

namespace Lobster.Core.Payments;

/// <summary>
/// One type of payment provider. A singleton, registered in DI as <see cref="IGatewayFactory"/> by the gateway's module. The panel calls <see cref="Create"/> once
/// per gateway and version of its settings and keeps the result.
/// </summary>
public interface IGatewayFactory
{
    /// <summary>The stable name stored with gateways and payments: lower case letters and digits. Never changes, never reused.</summary>
    string Type { get; }

    /// <summary>The provider's name, for admins.</summary>
    string DisplayName { get; }

    /// <summary>What customers read on the button unless an admin words it otherwise ("Card", "PayPal").</summary>
    string CustomerLabel { get; }

    /// <summary>The fields of the gateway's form, in order.</summary>
    IReadOnlyList<OptionField> OptionFields { get; }

    /// <summary>The provider's names of the calls that its webhook must be subscribed to, for the admin to copy; empty when it sends none.</summary>
    IReadOnlyList<string> WebhookEvents { get; }

    /// <summary>Why it cannot take payments in this currency; null when it can.</summary>
    /// <param name="currency">The panel's currency, ISO 4217.</param>
    string? WhyNot(string currency);

    /// <summary>Checks settings without asking the provider. Field key to message, empty when all is well. Runs after <see cref="OptionRules"/>.</summary>
    IReadOnlyDictionary<string, string> Validate(GatewaySettings settings);

    /// <summary>Makes the gateway. Cheap: no request, no file.</summary>
    /// <exception cref="ArgumentException">The settings do not validate.</exception>
    IPaymentGateway Create(GatewaySettings settings);
}
