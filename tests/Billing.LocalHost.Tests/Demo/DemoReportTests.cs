using Billing.LocalHost.Demo;

namespace Billing.LocalHost.Tests.Demo;

public sealed class DemoReportTests
{
    [Fact]
    public void One_figure_that_differs_is_enough_to_fail()
    {
        var report = new DemoReport();
        Assert.False(report.Agrees);

        report.Add("charged", 3.025878262m, 3.025878262m);
        Assert.True(report.Agrees);

        report.Add("rated", 17_638, 17_637);
        Assert.False(report.Agrees);

        using var printed = new StringWriter();
        report.Print(printed);
        Assert.Contains("DIFFERS", printed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], true)]
    [InlineData(new[] { "--usage" }, false)]
    [InlineData(new[] { "--usage", "no-such-file.csv" }, false)]
    [InlineData(new[] { "--fast" }, false)]
    public void Arguments_that_the_demo_does_not_know_are_refused(string[] args, bool isKnown)
    {
        Assert.Equal(isKnown, DemoOptions.TryParse(args, out _, out var fault));
        Assert.Equal(isKnown, fault.Length == 0);
    }
}
