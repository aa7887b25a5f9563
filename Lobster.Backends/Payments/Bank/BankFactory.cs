using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Bank;

/// <summary>Makes the gateway of bank transfers.</summary>
internal sealed class BankFactory(BusinessClock clock) : GatewayFactory
{
    public override string Type => "bank";

    public override string DisplayName => "Bank transfer";

    public override string CustomerLabel => "Bank transfer";

    public override IReadOnlyList<OptionField> OptionFields => BankFields.All;

    public override IReadOnlyList<string> WebhookEvents => [];

    protected override void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems)
    {
    }

    protected override IPaymentGateway Make(FilledForm form, GatewaySettings settings) => new BankGateway(form, clock);
}
