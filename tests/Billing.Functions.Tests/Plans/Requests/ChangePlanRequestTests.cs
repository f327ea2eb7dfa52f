using System.Text.Json;
using Billing.Functions.Tests.Support;
using Billing.Plans.Requests;
using static Billing.Functions.Tests.Support.SalesOffice;

namespace Billing.Functions.Tests.Plans.Requests;

public sealed class ChangePlanRequestTests(Azurite azurite)
{
    [Fact]
    public async Task Sales_takes_a_request_over_notes_and_goes_on_and_all_of_it_is_told_with_author_and_time()
    {
        var office = await Open(azurite);
        var id = await office.Sent();
        await office.Change(id, """{"owner":"sam","note":"Took it."}""", "sam");
        office.Clock.Advance(TimeSpan.FromHours(2));
        await office.Change(id, """{"status":"contacted","note":"Called.\r\nWants a year."}""", "sam");
        office.Clock.Advance(TimeSpan.FromHours(2));

        var told = Body(await office.Change(id, """{"status":"offered"}""", "kim"));

        Assert.Equal("offered", told.GetProperty("request").GetProperty("status").GetString());
        Assert.Equal(
            SomeLedger.Noon.AddHours(2),
            told.GetProperty("request").GetProperty("firstResponseAt").GetDateTimeOffset());
        Assert.Equal(
            ["sam 14:00 Called.\nWants a year.", "sam 12:00 Took it."],
            told.GetProperty("notes").EnumerateArray().Select(note => $"{By(note)} {note.GetProperty("text")}"));
        Assert.Equal(
            ["kim 16:00 offered ", "sam 14:00 contacted ", "sam 12:00  sam"],
            told.GetProperty("steps").EnumerateArray().Select(
                step => $"{By(step)} {step.GetProperty("status")} {step.GetProperty("owner")}"));
        Assert.Equal(told.ToString(), Body(await office.Get(id.Value)).ToString());
    }

    [Theory]
    [InlineData("{}", "422 invalid", "status:required")]
    [InlineData("""{"status":"happy"}""", "422 invalid", "status:invalid")]
    [InlineData("""{"status":2}""", "422 invalid", "status:type")]
    [InlineData("""{"note":"\u0000"}""", "422 invalid", "note:control_characters")]
    [InlineData("""{"owner":"sam","plan":"x"}""", "422 invalid", "plan:unknown_member")]
    [InlineData("""{"status":"won"}""", "409 illegal_step")]
    public async Task What_cannot_be_done_changes_nothing(string body, string expected, params string[] faults)
    {
        var office = await Open(azurite);
        var id = await office.Sent();

        var answer = await office.Change(id, body);

        Assert.Equal(expected, answer.Summary());
        Assert.Equal(faults, answer.Faults());
        Assert.Equal(0, Assert.Single(await office.Listed()).Acts);
    }

    [Fact]
    public async Task A_request_that_ended_takes_notes_only_and_one_that_is_none_is_not_found()
    {
        var office = await Open(azurite);
        var id = await office.Sent();
        await office.Change(id, """{"status":"withdrawn"}""");

        Assert.Equal("409 request_ended", (await office.Change(id, """{"status":"contacted"}""")).Summary());
        var noted = Body(await office.Change(id, """{"note":"Asked again next year."}"""));
        Assert.Equal(1, noted.GetProperty("notes").GetArrayLength());
        var none = PlanRequestId.Parse(office.NewId());
        Assert.Equal("404 not_found", (await office.Change(none, """{"note":"x"}""")).Summary());
        Assert.Equal("404 not_found", (await office.Get("x")).Summary());
        Assert.Equal("404 not_found", (await office.Get(none.Value)).Summary());
    }

    private static string By(JsonElement act) =>
        $"{act.GetProperty("by")} {act.GetProperty("at").GetDateTimeOffset():HH:mm}";
}
