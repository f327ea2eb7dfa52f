using Azure;
using Billing.Functions.Tests.Support;
using Billing.Platform;

namespace Billing.Functions.Tests.Privacy;

public sealed class ErasureDeskTests(Azurite azurite)
{
    /// <summary>Wherever it breaks, the same call again leaves nobody named and the money as it was.</summary>
    [Fact]
    public async Task An_erasure_that_was_cut_short_is_ended_by_the_next()
    {
        var office = await ErasureOffice.Open(azurite);
        var tried = await FaultPlan.TryEach(async plan =>
        {
            await office.Name();
            try
            {
                await (await ErasureOffice.Faulty(azurite, plan)).Erase(office.Account, default);
            }
            catch (Exception fault) when (
                fault is RequestFailedException or TaskCanceledException or ProcessKilledException or FaultException)
            {
                // Whoever asked saw an error and asks again.
            }

            Assert.True((await office.Desk.Erase(office.Account, default))!.Value.IsAccepted(out _, out _));

            Assert.Empty(await office.Named());
        });

        Assert.True(tried >= 100, $"{tried}");
        Assert.Equal(500_000, await office.Shop.Credit());
    }

    /// <summary>Either the payment is first, and the erasure waits; or it begins no more.</summary>
    [Fact]
    public async Task A_payment_that_begins_meanwhile_names_nobody_afterwards()
    {
        for (var round = 0; round < 12; round++)
        {
            var office = await ErasureOffice.Open(azurite);
            var quote = await office.Shop.Quote();

            var start = office.Shop.Start(quote);
            await Task.Delay(TimeSpan.FromMilliseconds(round * 4), TestContext.Current.CancellationToken);
            await office.Desk.Erase(office.Account, default);
            await start;

            var profile = (await office.Shop.Profiles.Find(office.Account, default))!.Profile;
            if (profile.IsErased) Assert.Empty(await office.Named());
        }
    }

    [Fact]
    public async Task An_edit_of_the_profile_meanwhile_is_erased_or_stands_whole()
    {
        var office = await ErasureOffice.Open(azurite);
        var edits = Enumerable.Range(0, 8).Select(_ => office.Shop.SaveProfile());

        await Task.WhenAll([.. edits, office.Desk.Erase(office.Account, default)]);

        var profile = (await office.Shop.Profiles.Find(office.Account, default))!.Profile;
        Assert.Equal(profile.IsErased ? ErasedText.Word : "Shopper", profile.Name);
        Assert.Equal(profile.IsErased ? ErasedText.Word : "1 Street", profile.Address);
    }
}
