using System.Text;
using System.Text.Json.Nodes;
using Billing.Functions.Tests.Support;
using Billing.Money;
using Billing.Usage;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageEventReaderTests
{
    [Fact]
    public void An_event_is_read_as_it_was_reported()
    {
        var json = Some.EventJson(quantity: "12.5");
        json["data"]!["dimensions"] = new JsonObject { ["zone"] = "a", ["gpu"] = "h100" };
        json["data"]!["description"] = "Training run 7";
        json["traceparent"] = "00-4bf92f";

        var read = Assert.IsType<ReportedEvent.Sound>(Some.Reported(json)).Event;

        Assert.Equal(("demo/inference", "e-1", "acme"), (read.Source, read.Id, read.Account.Value));
        Assert.Equal(("ai-inference", "input-tokens"), (read.Service.Value, read.Meter.Value));
        Assert.Equal((Some.Noon, Quantity.Parse("12.5")), (read.Time, read.Quantity));
        Assert.Equal(("gpu=h100;zone=a", "Training run 7"), (read.Dimensions.Text, read.Description));
    }

    [Theory]
    [InlineData("13394", "13394")]
    [InlineData("0.1", "0.1")]
    [InlineData("12345678901.123456", "12345678901.123456")]
    [InlineData("1.5000000", "1.5")]
    public void A_number_is_read_from_its_digits(string digits, string quantity)
    {
        var json = Some.EventJson().ToJsonString().Replace("\"1000\"", digits, StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes(json);

        Assert.True(UsageBatch.Read(body, BatchForm.Single).IsAccepted(out var events, out _));
        Assert.Equal(Quantity.Parse(quantity), Assert.IsType<ReportedEvent.Sound>(events[0]).Event.Quantity);
    }

    [Theory]
    [InlineData("specversion", "\"0.3\"", EventFault.SpecversionInvalid)]
    [InlineData("specversion", null, EventFault.SpecversionInvalid)]
    [InlineData("id", null, EventFault.IdInvalid)]
    [InlineData("id", "7", EventFault.IdInvalid)]
    [InlineData("id", "\"a b\"", EventFault.IdInvalid)]
    [InlineData("id", "\"é\"", EventFault.IdInvalid)]
    [InlineData("source", null, EventFault.SourceInvalid)]
    [InlineData("source", "\"\"", EventFault.SourceInvalid)]
    [InlineData("type", "\"other\"", EventFault.TypeInvalid)]
    [InlineData("subject", null, EventFault.SubjectInvalid)]
    [InlineData("subject", "\"_unidentified\"", EventFault.SubjectInvalid)]
    [InlineData("subject", "\"a/b\"", EventFault.SubjectInvalid)]
    [InlineData("time", null, EventFault.TimeInvalid)]
    [InlineData("time", "\"2026-03-15 12:00\"", EventFault.TimeInvalid)]
    [InlineData("time", "\"2026-03-15T12:00:00\"", EventFault.TimeInvalid)]
    [InlineData("time", "\"1999-12-31T23:59:59Z\"", EventFault.TimeInvalid)]
    [InlineData("time", "\"9999-12-31T23:59:59Z\"", EventFault.TimeInvalid)]
    [InlineData("data", null, EventFault.DataInvalid)]
    [InlineData("data", "[]", EventFault.DataInvalid)]
    public void A_fault_of_the_envelope_is_named(string member, string? json, EventFault fault)
    {
        var reported = Some.EventJson();
        if (json is null) reported.Remove(member);
        else reported[member] = JsonNode.Parse(json);

        Assert.Equal(fault, Assert.IsType<ReportedEvent.Faulty>(Some.Reported(reported)).Fault);
    }

    [Theory]
    [InlineData("service", "\"a b\"", EventFault.ServiceInvalid)]
    [InlineData("service", null, EventFault.ServiceInvalid)]
    [InlineData("meter", "5", EventFault.MeterInvalid)]
    [InlineData("meter", null, EventFault.MeterInvalid)]
    [InlineData("quantity", null, EventFault.QuantityInvalid)]
    [InlineData("quantity", "\"abc\"", EventFault.QuantityInvalid)]
    [InlineData("quantity", "1e308", EventFault.QuantityInvalid)]
    [InlineData("quantity", "0.0000001", EventFault.QuantityInvalid)]
    [InlineData("quantity", "true", EventFault.QuantityInvalid)]
    [InlineData("quantity", "99999999999999999999999999999", EventFault.QuantityInvalid)]
    [InlineData("quantity", "-1", EventFault.QuantityOutOfRange)]
    [InlineData("quantity", "1000000000000.000001", EventFault.QuantityOutOfRange)]
    [InlineData("dimensions", "[]", EventFault.DimensionsInvalid)]
    [InlineData("dimensions", "{\"gpu\":1}", EventFault.DimensionsInvalid)]
    [InlineData("dimensions", "{\"gpu\":\"\"}", EventFault.DimensionsInvalid)]
    [InlineData("dimensions", "{\"g\\u0000\":\"x\"}", EventFault.DimensionsInvalid)]
    [InlineData("description", "\"a\\nb\"", EventFault.DescriptionInvalid)]
    [InlineData("description", "5", EventFault.DescriptionInvalid)]
    [InlineData("extra", "1", EventFault.MemberUnknown)]
    [InlineData("amount", "\"1\"", EventFault.CurrencyInvalid)]
    [InlineData("unitPrice", "\"1\"", EventFault.CurrencyInvalid)]
    [InlineData("currency", "\"XYZ\"", EventFault.CurrencyInvalid)]
    [InlineData("currency", "5", EventFault.CurrencyInvalid)]
    public void A_fault_of_the_data_is_named(string member, string? json, EventFault fault)
    {
        var reported = Some.EventJson();
        var data = reported["data"]!.AsObject();
        if (json is null) data.Remove(member);
        else data[member] = JsonNode.Parse(json);

        Assert.Equal(fault, Assert.IsType<ReportedEvent.Faulty>(Some.Reported(reported)).Fault);
    }

    [Theory]
    [InlineData("unitPrice", "\"0.00000000001\"")]
    [InlineData("unitPrice", "\"-1\"")]
    [InlineData("unitPrice", "true")]
    [InlineData("amount", "1e3")]
    [InlineData("amount", "\"\"")]
    [InlineData("amount", "\"999999999999999\"")]
    [InlineData("amount", "\"1\"", "0")]
    [InlineData("amount", "\"1\"", "1", "2")]
    public void A_price_that_cannot_be_meant_is_a_fault(
        string member, string json, string quantity = "1", string? unitPrice = null)
    {
        var reported = Some.EventJson(quantity: quantity);
        var data = reported["data"]!.AsObject();
        data["currency"] = "USD";
        if (unitPrice is not null) data["unitPrice"] = unitPrice;
        data[member] = JsonNode.Parse(json);

        Assert.Equal(EventFault.PriceInvalid, Assert.IsType<ReportedEvent.Faulty>(Some.Reported(reported)).Fault);
    }

    [Theory]
    [InlineData("unitPrice", "0.50", "unit 0.5 USD")]
    [InlineData("amount", "12", "amount 12 USD")]
    [InlineData(null, null, "USD")]
    public void What_an_event_states_of_money_is_read_in_one_form(string? member, string? value, string text)
    {
        var reported = Some.EventJson();
        var data = reported["data"]!.AsObject();
        data["currency"] = "USD";
        if (member is not null) data[member] = JsonNode.Parse(value!);

        var stated = Assert.IsType<ReportedEvent.Sound>(Some.Reported(reported)).Event.Stated;

        Assert.Equal(text, stated!.Text);
        Assert.Equal(stated, Billing.Pricing.StatedPrice.Parse(text));
    }

    [Theory]
    [InlineData("id", 128, EventFault.IdInvalid)]
    [InlineData("source", 256, EventFault.SourceInvalid)]
    [InlineData("subject", 64, EventFault.SubjectInvalid)]
    public void A_text_of_the_envelope_has_its_longest_length(string member, int max, EventFault fault)
    {
        var (fits, toLong) = (Some.EventJson(), Some.EventJson());
        (fits[member], toLong[member]) = (new string('x', max), new string('x', max + 1));

        Assert.IsType<ReportedEvent.Sound>(Some.Reported(fits));
        Assert.Equal(fault, Assert.IsType<ReportedEvent.Faulty>(Some.Reported(toLong)).Fault);
    }

    [Theory]
    [InlineData(16, 64, 200, null)]
    [InlineData(17, 64, 200, EventFault.DimensionsInvalid)]
    [InlineData(16, 65, 200, EventFault.DimensionsInvalid)]
    [InlineData(16, 64, 201, EventFault.DescriptionInvalid)]
    public void Dimensions_and_description_are_bounded(int dimensions, int length, int description, EventFault? fault)
    {
        var json = Some.EventJson();
        var pairs = Enumerable.Range(0, dimensions).Select(i =>
            KeyValuePair.Create<string, JsonNode?>($"d{i}", new string('v', length)));
        json["data"]!["dimensions"] = new JsonObject(pairs);
        json["data"]!["description"] = new string('w', description);

        Assert.Equal(fault, (Some.Reported(json) as ReportedEvent.Faulty)?.Fault);
    }
}
