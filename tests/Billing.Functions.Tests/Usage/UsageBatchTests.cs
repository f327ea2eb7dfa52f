using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Usage;
using CsCheck;

namespace Billing.Functions.Tests.Usage;

public sealed class UsageBatchTests
{
    [Theory]
    [InlineData("e-1")]
    [InlineData("demo/inference")]
    [InlineData("acme")]
    [InlineData("ai-inference")]
    [InlineData("input-tokens")]
    [InlineData("1000")]
    [InlineData("subject")]
    public void Half_a_surrogate_pair_spoils_its_own_event_only(string text)
    {
        var sound = Some.EventJson().ToJsonString();
        var spoilt = sound.Replace($"\"{text}\"", "\"\\ud800\"", StringComparison.Ordinal);

        var body = Encoding.UTF8.GetBytes($"[{sound},{spoilt}]");
        Assert.True(UsageBatch.Read(body, BatchForm.Batch).IsAccepted(out var events, out _));
        Assert.IsType<ReportedEvent.Sound>(events[0]);
        Assert.IsType<ReportedEvent.Faulty>(events[1]);
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    [InlineData("{\"data\":{},\"data\":{}}")]
    public void A_member_that_comes_twice_spoils_its_own_event_only(string twice)
    {
        var body = Encoding.UTF8.GetBytes($"[{twice},{Some.EventJson().ToJsonString()}]");

        Assert.True(UsageBatch.Read(body, BatchForm.Batch).IsAccepted(out var events, out _));
        Assert.Equal(EventFault.MemberRepeated, Assert.IsType<ReportedEvent.Faulty>(events[0]).Fault);
        Assert.IsType<ReportedEvent.Sound>(events[1]);
    }

    [Fact]
    public void A_faulty_event_keeps_its_place_its_id_and_its_account()
    {
        var json = Some.EventJson(id: "e-9", quantity: "-1");

        var faulty = Assert.IsType<ReportedEvent.Faulty>(Some.Reported([Some.EventJson(), json])[1]);

        Assert.Equal((1, "e-9", Some.Account), (faulty.Index, faulty.Id, faulty.Account));
        Assert.Equal(json.ToJsonString(), Encoding.UTF8.GetString(faulty.Json.Span));
    }

    [Fact]
    public void An_event_that_names_no_account_belongs_to_nobody()
    {
        var json = Some.EventJson();
        json.Remove("subject");

        Assert.Equal(AccountId.Unidentified, Some.Reported(json).Account);
        Assert.True(UsageBatch.Read("[7]"u8.ToArray(), BatchForm.Batch).IsAccepted(out var events, out _));
        Assert.Equal(EventFault.NotAnEvent, Assert.IsType<ReportedEvent.Faulty>(events[0]).Fault);
    }

    [Fact]
    public void An_event_beyond_eight_kibibytes_is_too_large()
    {
        var json = Some.EventJson();
        json["padding"] = new string('x', UsageBatch.MaxEventBytes);

        Assert.Equal(EventFault.EventTooLarge, Assert.IsType<ReportedEvent.Faulty>(Some.Reported(json)).Fault);
    }

    [Theory]
    [InlineData("", BatchForm.Any, BatchRefusal.NotJson)]
    [InlineData("[", BatchForm.Any, BatchRefusal.NotJson)]
    [InlineData("[NaN]", BatchForm.Any, BatchRefusal.NotJson)]
    [InlineData("[] []", BatchForm.Any, BatchRefusal.NotJson)]
    [InlineData("7", BatchForm.Any, BatchRefusal.NotABatch)]
    [InlineData("{}", BatchForm.Batch, BatchRefusal.NotABatch)]
    [InlineData("[]", BatchForm.Single, BatchRefusal.NotOneEvent)]
    public void A_body_that_is_no_batch_is_refused(string body, BatchForm form, BatchRefusal refusal)
    {
        Assert.False(UsageBatch.Read(Encoding.UTF8.GetBytes(body), form).IsAccepted(out _, out var reason));
        Assert.Equal(refusal, reason);
    }

    [Fact]
    public void A_body_of_other_bytes_depth_or_length_is_refused()
    {
        Assert.Equal(BatchRefusal.NotUtf8, Refusal([(byte)'[', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)']']));
        Assert.Equal(BatchRefusal.NotJson, Refusal(Encoding.UTF8.GetBytes(new string('[', 40) + new string(']', 40))));
        var many = Encoding.UTF8.GetBytes($"[{string.Join(',', new int[1_001])}]");
        Assert.Equal(BatchRefusal.TooManyEvents, Refusal(many));
    }

    [Fact]
    public void No_body_makes_the_reader_throw()
    {
        var sound = Some.Batch(Some.EventJson(), Some.EventJson("e-2"));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, 20]).Sample((at, other, cut) =>
        {
            var body = sound.ToArray();
            body[at] = other;
            UsageBatch.Read(body.AsMemory(0, body.Length - cut), BatchForm.Any).IsAccepted(out _, out _);
        }, iter: 5_000);
    }

    private static BatchRefusal Refusal(byte[] body)
    {
        Assert.False(UsageBatch.Read(body, BatchForm.Any).IsAccepted(out _, out var refusal));
        return refusal;
    }
}
