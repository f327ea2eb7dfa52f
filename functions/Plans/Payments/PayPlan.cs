using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps;
using Billing.TopUps.Gateways;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Plans.Payments;

/// <summary>Pays an instalment of a billing plan: from the top-up credit at once, or says where to pay.</summary>
public sealed class PayPlan(
    PlanTable plans, PlanDesk desk, PlanPaymentOpening opening, TransferAccounts accounts)
{
    public const int MaxVersionLength = 40;

    [Function(nameof(PayPlan))]
    public async Task<IActionResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/accounts/{account}/plans/{plan}/payments")]
        HttpRequest request,
        string account,
        string plan,
        CancellationToken stop)
    {
        if (!AccountId.TryParse(account, out var owner)) return Problem.NotFound("account");
        if (!PlanId.TryParse(plan, out var id)) return Problem.NotFound("plan");
        var body = await RequestBody.Read(request, stop);
        var wish = Read(body);
        if (body.Refused() is { } problem) return problem;
        if (await plans.Find(owner, id, stop) is not { Plan: { Status: not PlanStatus.Draft } found })
            return Problem.NotFound("plan");
        if (!wish.Of(found).IsAccepted(out var part, out var refusal)) return PlanPaymentAnswers.Refuse(refusal);
        if (wish.IsFromBalance) return await TakeFromBalance(found, part, stop);

        var payer = new Payer(request.HttpContext.Connection.RemoteIpAddress);
        var order = new PlanPaymentOrder(TopUpId.Parse(request.EffectId()), found, part, wish, payer);
        return await opening.Open(order, stop) switch
        {
            PlanPaymentStart.Began it => Created(StartedPayment.Of(it.TopUp, accounts)),
            PlanPaymentStart.Unpayable it => PlanPaymentAnswers.Refuse(it.Faults),
            PlanPaymentStart.NotExchanged it => TopUpAnswers.Refuse(it.Reason),
            PlanPaymentStart.NotStarted it => TopUpAnswers.Refuse(it.Reason),
            _ => TopUpAnswers.ProfileRequired(),
        };
    }

    private async Task<IActionResult> TakeFromBalance(Plan plan, Instalment part, CancellationToken stop)
    {
        var paid = new PlanFact.Paid(part.Number, plan.PaymentFromBalance(part.Number), null, part.Amount);
        if (await desk.Apply(plan.Account, plan.Id, paid, stop) is not { } outcome) return Problem.NotFound("plan");
        if (!outcome.IsAccepted(out var after, out var refusal)) return PlanAnswers.Refuse(refusal);

        return Created(PaidInstalment.Of(after.InstalmentOf(part.Number)!, after));
    }

    private static PlanPaymentWish Read(RequestBody body)
    {
        var instalment = body.Number("instalment", 1, int.MaxValue);
        var method = body.Value<PayMethod>("method", PayMethod.TryParse, "a way to pay");
        var payCurrency = body.OptionalValue<Currency>("payCurrency", Currency.TryParse, "a supported currency");
        if (method == PlanPaymentWish.Balance) return FromBalance(body, instalment);

        var agreement = new Agreement(body.Flag("acceptTerms"), body.Text("termsVersion", MaxVersionLength));
        return new(instalment, method, payCurrency, agreement);
    }

    /// <summary>Credit was agreed to when it was bought; who agrees again does no harm.</summary>
    private static PlanPaymentWish FromBalance(RequestBody body, int instalment)
    {
        _ = body.OptionalFlag("acceptTerms");
        _ = body.OptionalText("termsVersion", MaxVersionLength);
        return new(instalment, PlanPaymentWish.Balance, PayCurrency: null, Agreement: null);
    }

    private static ObjectResult Created(object body) => new(body) { StatusCode = StatusCodes.Status201Created };
}
