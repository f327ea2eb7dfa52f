namespace Billing.Simulation.Poison;

/// <summary>What is wrong, and under which reason it is kept; a dash stands for a member that is missing.</summary>
internal static class PoisonTable
{
    public const string Events =
        """
        member           | json                             | reason
        data.quantity    | "1e308"                          | quantity_invalid
        data.quantity    | 1e308                            | quantity_invalid
        data.quantity    | -1e308                           | quantity_invalid
        data.quantity    | "NaN"                            | quantity_invalid
        data.quantity    | "Infinity"                       | quantity_invalid
        data.quantity    | "-5"                             | quantity_out_of_range
        data.quantity    | -0.000001                        | quantity_out_of_range
        data.quantity    | 1000000000001                    | quantity_out_of_range
        data.quantity    | 9223372036854775807              | quantity_invalid
        data.quantity    | "99999999999999999999999999999"  | quantity_invalid
        data.quantity    | 170141183460469231731687303715884105728 | quantity_invalid
        data.quantity    | "1.0000001"                      | quantity_invalid
        data.quantity    | ""                               | quantity_invalid
        data.quantity    | "0x10"                           | quantity_invalid
        data.quantity    | true                             | quantity_invalid
        data.quantity    | null                             | quantity_invalid
        data.quantity    | []                               | quantity_invalid
        data.quantity    | {"value":1}                      | quantity_invalid
        data.quantity    | -                                | quantity_invalid
        data.meter       | "never-heard-of"                 | unknown_meter
        data.meter       | 7                                | meter_invalid
        data.meter       | null                             | meter_invalid
        data.meter       | -                                | meter_invalid
        data.service     | "never-heard-of"                 | unknown_meter
        data.service     | ["gpu"]                          | service_invalid
        data.service     | -                                | service_invalid
        data.dimensions  | {"gpu":1}                        | dimensions_invalid
        data.dimensions  | "gpu"                            | dimensions_invalid
        data.unitPrice   | "1"                              | currency_invalid
        data.amount      | "-1"                             | currency_invalid
        data.surprise    | 1                                | member_unknown
        data             | "data"                           | data_invalid
        data             | 1e308                            | data_invalid
        data             | []                               | data_invalid
        data             | null                             | data_invalid
        data             | -                                | data_invalid
        subject          | "nobody"                         | account_unknown
        subject          | "a b"                            | subject_invalid
        subject          | 5                                | subject_invalid
        subject          | -                                | subject_invalid
        specversion      | "0.3"                            | specversion_invalid
        specversion      | "2.0"                            | specversion_invalid
        specversion      | 1.0                              | specversion_invalid
        specversion      | -                                | specversion_invalid
        type             | "ai.usage.v9"                    | type_invalid
        type             | 1                                | type_invalid
        id               | ""                               | id_invalid
        id               | 12345678901234567890             | id_invalid
        id               | -                                | id_invalid
        source           | null                             | source_invalid
        source           | -                                | source_invalid
        time             | "yesterday"                      | time_invalid
        time             | 1773133200                       | time_invalid
        time             | "2026-02-29T00:00:00Z"           | time_invalid
        time             | "2016-12-31T23:59:60Z"           | time_invalid
        time             | "0001-01-01T00:00:00Z"           | time_invalid
        time             | "9999-12-31T23:59:59Z"           | time_invalid
        time             | "2026-03-10T12:00:00"            | time_invalid
        time             | -                                | time_invalid
        time             | "2027-01-01T00:00:00Z"           | in_future
        time             | "2001-01-01T00:00:00Z"           | too_old
        """;

    public const string Bodies =
        """
        body        | reason
        {           | not_json
        [{"a":      | not_json
        [1,]        | not_json
        7           | not_a_batch
        null        | not_a_batch
        "text"      | not_a_batch
        1e308       | not_a_batch
        þ           | not_utf8
        """;
}
