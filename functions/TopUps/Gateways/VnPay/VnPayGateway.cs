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

    public PayMethod Method => PayMethod.VnPay;

    public Task<Uri> Start(TopUp topUp, Payer payer, CancellationToken stop) =>
        Task.FromResult(VnPayPayUrl.For(topUp, payer, terminal));

    public async Task<PaymentResult> Ask(TopUp topUp, CancellationToken stop)
    {
        var inquiry = VnPayInquiry.About(topUp, terminal, clock.GetUtcNow());
        try
        {
            using var response = await http.PostAsJsonAsync(terminal.ApiUrl, inquiry.Body, stop);
            if (!response.IsSuccessStatusCode) return new PaymentResult.Unanswered($"http_{(int)response.StatusCode}");
            return inquiry.Read(await response.Content.ReadFromJsonAsync<JsonElement>(stop));
        }
        catch (HttpRequestException failure)
        {
            return new PaymentResult.Unanswered(failure.HttpRequestError.ToString());
        }
        catch (JsonException)
        {
            return new PaymentResult.Unanswered("json");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new PaymentResult.Unanswered("timeout");
        }
    }
}
