using Lobster.Core.Accounts;

namespace Lobster.Core.TopUps;

/// <summary>What a customer asks for when saving a card.</summary>
/// <param name="RequestId">Made when the form opened; the same again is the same saving.</param>
/// <param name="AccountId">Whose card.</param>
/// <param name="Gateway">Who keeps it, by name.</param>
/// <param name="Agrees">Whether <see cref="CardConsent.Text"/> was agreed to.</param>
public sealed record SaveCardForm(Guid RequestId, AccountId AccountId, string Gateway, bool Agrees);
