using System.Globalization;
using Billing.Functions.Tests.Support;
using Billing.History;
using static Billing.Functions.Tests.Support.SomeLedger;

namespace Billing.Functions.Tests.History.Exports;

public sealed class ExportCreditHistoryOfficeTests(Azurite azurite)
{
    [Fact]
    public async Task Another_program_opens_the_workbook_and_its_column_comes_to_the_balance()
    {
        var office = await ExportOffice.Open(
            azurite, [new(2, 3, 0, 5), new(3, 2, 60, 7), new(0, 1, 0, 30), new(1, 0, 0, 9)]);
        var head = await office.Past.Ledger.Load(office.Account, default);

        var sheets = await SpreadsheetProgram.Convert(await office.Workbook());

        Assert.Equal(["Account", "Credit history"], sheets.Keys.Order(StringComparer.Ordinal));
        var lines = sheets["Credit history"];
        Assert.StartsWith("\"Date (UTC)\",\"Service\",\"Description\"", lines[0], StringComparison.Ordinal);
        Assert.Equal((await office.Past.All()).Count, lines.Length - 1);
        var sum = lines.Skip(1).Sum(line => decimal.Parse(
            line.Split(',')[5].Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture));
        Assert.Equal(
            Balance.Of(head.State, Noon).Total!.Value.ToDecimalString(),
            sum.ToString("0.##########", CultureInfo.InvariantCulture));
    }
}
