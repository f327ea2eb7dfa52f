using System.Net.Http.Json;
using System.Text.Json;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>
/// Paying through VNPay, in dong: its pay page needs a signed address and no call; its state is read by querydr.
/// </summary>
/// <remarks>A question is never sent twice by the transport: VNPay refuses a repeated request id. The next poll asks
/// anew.</remarks>
public sealed class VnPayGateway(HttpClient http, VnPayTerminal terminal, TimeProvider clock) : IPaymentGateway
{
    public const int TimeoutSeconds = 10;
    public const int MaxAnswerBytes = 64 * 1024;

    /// <summary>An order that is older was sent before, or its sender died: nobody knows.</summary>
    private static readonly TimeSpan OneSending = TimeSpan.FromMinutes(1);

    public PayMethod Method => PayMethod.VnPay;

    /// <summary>Asked soon, after the payment expires, and after the last notice.</summary>
    public PaymentTimes Times { get; } = new(
        TimeSpan.FromMinutes(15),
        TimeSpan.FromDays(3),
        [TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(65)],
        TimeSpan.FromDays(1));

    public Task<PaymentStart> Start(TopUp topUp, Payer payer, CancellationToken stop) => Task.FromResult<PaymentStart>(
        new PaymentStart.Redirect(VnPayPayUrl.For(topUp, payer, terminal), GatewayId: null));

    public async Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        var inquiry = VnPayInquiry.About(topUp, terminal, clock.GetUtcNow());
        var (answer, silence) = await Send(inquiry.Body, stop);
        return silence is null ? inquiry.Read(answer) : new PaymentResult.Unanswered(silence);
    }

    /// <remarks>VNPay knows a repeated refund for five minutes only, and might then send the money twice: an order is
    /// sent once, and what became of one without an answer a person finds out.</remarks>
    public async Task<RefundAnswer> Refund(TopUp topUp, RefundOrder order, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (now - order.At > OneSending) return new RefundAnswer.Unanswered("sent_before");

        var refund = VnPayRefund.Of(topUp, order, terminal, now);
        var (answer, silence) = await Send(refund.Body, stop);
        return silence is null ? refund.Read(answer) : new RefundAnswer.Unanswered(silence);
    }

    /// <summary>The answer, or why there is none.</summary>
    private async Task<(JsonElement Answer, string? Silence)> Send(
        IReadOnlyDictionary<string, string> body, CancellationToken stop)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(terminal.ApiUrl, body, stop);
            if (!response.IsSuccessStatusCode) return (default, $"http_{(int)response.StatusCode}");
            return (await response.Content.ReadFromJsonAsync<JsonElement>(stop), null);
        }
        catch (HttpRequestException failure)
        {
            return (default, failure.HttpRequestError.ToString());
        }
        catch (JsonException)
        {
            return (default, "json");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (default, "timeout");
        }
    }
}
