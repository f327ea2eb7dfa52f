using System.Net;
using System.Text.Json;
using Stripe;

namespace Billing.TopUps.Gateways.Stripe;

/// <summary>Makes one call of Stripe's API, and tells a refusal, which stays, from silence, which passes.</summary>
internal static class StripeCall
{
    public const string Missing = "resource_missing";

    public static async Task<T> Make<T>(
        Func<Task<T>> call, Func<string, T> refused, Func<string, T> unanswered, CancellationToken stop)
    {
        try
        {
            return await call();
        }
        catch (StripeException failure) when (IsRefusal(failure))
        {
            return refused(failure.StripeError.Code ?? failure.StripeError.Type ?? Status(failure));
        }
        catch (StripeException failure)
        {
            return unanswered(Status(failure));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return unanswered("timeout");
        }
        catch (HttpRequestException failure)
        {
            return unanswered(failure.HttpRequestError.ToString());
        }
        catch (Exception broken) when (broken is JsonException or IOException)
        {
            return unanswered("broken_answer");
        }
    }

    /// <summary>A wrong key or a full queue says nothing of the payment; neither does an answer without an
    /// error.</summary>
    private static bool IsRefusal(StripeException failure) =>
        failure.StripeError is not null
        && failure.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired
            or HttpStatusCode.NotFound;

    private static string Status(StripeException failure) => $"http_{(int)failure.HttpStatusCode}";
}
