using Billing.Platform;

namespace Billing.TopUps.Gateways.BankTransfer;

/// <summary>How bank transfers are taken.</summary>
/// <param name="NeedsFourEyes">A transfer counts only once a second person of finance has approved it.</param>
public sealed record TransferRules(bool NeedsFourEyes)
{
    public static TransferRules Read(Settings settings) => new(settings.Flag("BankTransfers__FourEyes"));
}
