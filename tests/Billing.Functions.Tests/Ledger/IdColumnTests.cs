using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;

namespace Billing.Functions.Tests.Ledger;

public sealed class IdColumnTests
{
    private const string Digits = "0123456789abcdef";

    [Fact]
    public void Hexadecimal_ids_of_4_to_64_bytes_are_written_as_bytes()
    {
        for (var length = 0; length <= 140; length++)
        {
            var id = string.Concat(Enumerable.Range(0, length).Select(i => Digits[(i * 7 + length) % 16]));
            var bytes = length is >= 8 and <= 128 && length % 2 == 0 ? length / 2 : 0;

            Assert.Equal((id, bytes), Written(id));
            Assert.Equal((id.ToUpperInvariant(), bytes), Written(id.ToUpperInvariant()));
        }
    }

    [Fact]
    public void An_id_is_a_guid_only_with_all_four_dashes_in_their_places()
    {
        int[] places = [8, 13, 18, 23];
        for (var mask = 0; mask < 16; mask++)
        {
            var letters = string.Concat(Enumerable.Range(0, 36).Select(i => Digits[(i * 5 + mask) % 16])).ToCharArray();
            for (var i = 0; i < places.Length; i++) if ((mask & (1 << i)) != 0) letters[places[i]] = '-';
            var id = new string(letters);
            var bytes = mask switch { 0 => 18, 15 => 16, _ => 0 };

            if (mask is 0 or 15) id = id.ToLowerInvariant();
            Assert.Equal((id, bytes), Written(id));
            Assert.Equal((id.ToUpperInvariant(), bytes), Written(id.ToUpperInvariant()));
        }
    }

    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086772895-e")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950g")]
    [InlineData("0F8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("deadBEEF")]
    [InlineData("deadbeeg")]
    [InlineData("dead-eef")]
    public void What_bytes_could_not_give_back_stays_text(string id) => Assert.Equal((id, 0), Written(id));

    [Fact]
    public void Many_ids_of_every_form_come_back_in_their_order()
    {
        var ids = Enumerable.Range(0, 400).Select(i => (i % 5) switch
        {
            0 => $"{i:x8}-0000-4000-8000-{i:x12}",
            1 => $"{i:X8}-000A-4000-8000-{i:X12}",
            2 => $"{i:x32}",
            3 => $"ABCDEF{i:X34}",
            _ => $"event number {i}",
        }).ToList();
        var line = Line();

        var read = EventCodec.Decode(EventCodec.Encode([.. ids.Select(id => line with { EventId = id })]));

        Assert.Equal(ids, read.Select(it => it.EventId));
    }

    /// <summary>The id as it is read back, and how many raw bytes the segment kept of it.</summary>
    private static (string Id, int RawBytes) Written(string id)
    {
        var bytes = EventCodec.Encode([Line() with { EventId = id }]);
        var from = new ByteReader(bytes);
        from.Byte();
        from.Count(1);
        return (Assert.Single(EventCodec.Decode(bytes)).EventId, from.Count(from.Left));
    }

    private static RatedLine Line() =>
        SomeLedger.Usage(AccountState.Empty with { Currency = Currency.Usd }, 1).Lines[0];
}
