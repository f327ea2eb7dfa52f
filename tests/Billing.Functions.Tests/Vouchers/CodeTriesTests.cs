using Billing.Vouchers;
using static Billing.Functions.Tests.Support.SomeVoucher;

namespace Billing.Functions.Tests.Vouchers;

public sealed class CodeTriesTests
{
    [Fact]
    public void Ten_wrong_codes_lock_the_account_until_the_first_is_a_quarter_of_an_hour_old()
    {
        var tries = CodeTries.None;
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Null(tries.LockedFor(Noon.AddMinutes(minute)));
            tries = tries.Count(Noon.AddMinutes(minute));
        }

        Assert.Equal(TimeSpan.FromMinutes(6), tries.LockedFor(Noon.AddMinutes(9)));
        Assert.Equal(TimeSpan.FromTicks(1), tries.LockedFor(Noon.AddMinutes(15).AddTicks(-1)));
        Assert.Null(tries.LockedFor(Noon.AddMinutes(15)));
    }

    [Fact]
    public void After_the_lock_one_more_wrong_code_locks_until_the_next_oldest_is_old()
    {
        var tries = Enumerable.Range(0, 10).Aggregate(CodeTries.None, (t, minute) => t.Count(Noon.AddMinutes(minute)));

        tries = tries.Count(Noon.AddMinutes(15));

        Assert.Equal(TimeSpan.FromMinutes(1), tries.LockedFor(Noon.AddMinutes(15)));
    }

    [Fact]
    public void A_try_that_found_a_code_does_not_count()
    {
        var tries = CodeTries.None.Count(Noon).Count(Noon).TakeBack(Noon);

        Assert.Single(tries.Times);
        Assert.Empty(tries.TakeBack(Noon).TakeBack(Noon).Times);
    }

    [Fact]
    public void Only_the_tries_that_matter_are_kept()
    {
        var tries = Enumerable.Range(0, 100).Aggregate(CodeTries.None, (t, s) => t.Count(Noon.AddSeconds(s)));

        Assert.Equal(CodeTries.Limit, tries.Times.Length);
        Assert.Single(tries.Count(Noon.AddHours(1)).Times);
    }
}
