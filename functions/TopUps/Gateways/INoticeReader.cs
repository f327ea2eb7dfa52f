using Billing.TopUps.Inbox;

namespace Billing.TopUps.Gateways;

/// <summary>Reads what a gateway pushes to us, once its signature was found good; also long after.</summary>
public interface INoticeReader
{
    PayMethod Method { get; }

    /// <exception cref="FormatException">It is no notice of this gateway.</exception>
    PaymentNews Read(ReadOnlyMemory<byte> body);
}
