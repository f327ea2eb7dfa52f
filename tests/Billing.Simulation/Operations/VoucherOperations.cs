using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Platform;
using Billing.Simulation.Checks;
using Billing.Simulation.Clocks;
using Billing.Simulation.World;
using Billing.Vouchers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.Simulation.Operations;

/// <summary>
/// Customers redeem codes, some of them at the same time and some twice; the timer finishes what died.
/// </summary>
public sealed class VoucherOperations(SimWorld world, SimScene scene, MoneyTruth truth)
{
    private readonly Dice _dice = world.Dice.For("vouchers");
    private readonly List<(AccountId Account, string Code, string Effect)> _asked = [];

    public IEnumerable<SimOperation> All =>
    [
        new("redeem", 7, worker => Redeem(worker, New())),
        new("redeem again", 3, worker => Redeem(worker, _asked.Count == 0 ? New() : _dice.Pick(_asked))),
        new("grant reserved", 1, Finish),
    ];

    public static Task Finish(SimWorker worker) =>
        worker.Function<GrantReservedVouchers>().Run(new TimerInfo(), default);

    private (AccountId, string, string) New()
    {
        var code = _dice.Below(12) == 0 ? $"WRONG{_dice.Below(90_000) + 10_000}" : _dice.Pick(scene.Codes);
        var account = _dice.Below(20) == 0 ? scene.Stranger : _dice.Pick(scene.Accounts);
        var asked = (account, code, world.NewId(_dice));
        _asked.Add(asked);
        return asked;
    }

    private async Task Redeem(SimWorker worker, (AccountId Account, string Code, string Effect) asked)
    {
        var request = SomeRequest.Json($$"""{"code":"{{asked.Code}}"}""");
        request.HttpContext.SetEffectId(asked.Effect);
        var answer = await worker.Function<RedeemVoucher>().Run(request, asked.Account.Value, default);
        if (answer is not ObjectResult { StatusCode: 201, Value: { } value }) return;
        truth.Told(System.Text.Json.JsonSerializer.SerializeToElement(value, Json.Options)
            .GetProperty("voucher").GetProperty("id").GetString()!);
    }
}
