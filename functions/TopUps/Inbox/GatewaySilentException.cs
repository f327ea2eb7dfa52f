using Billing.Platform;

namespace Billing.TopUps.Inbox;

/// <summary>What a notice says must be confirmed by its gateway, which does not answer: it must come again.</summary>
public sealed class GatewaySilentException(PayMethod method) : FaultException($"{method} does not answer.");
