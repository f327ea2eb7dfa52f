namespace Billing.Benchmarks.Report;

/// <summary>List prices in dollars, East US, pay as you go; docs/scaling.md says from which pages.</summary>
internal static class CostPrices
{
    /// <summary>Service Bus Standard beyond the 13 million operations that its monthly charge includes.</summary>
    public const double BusOperation = 0.80 / 1e6;

    /// <summary>A request to Table Storage; a transaction of many rows is one.</summary>
    public const double StorageTransaction = 0.00036 / 1e4;

    /// <summary>Table Storage, zone-redundant, a month.</summary>
    public const double StoredByte = 0.0563 / 1e9;

    /// <summary>Flex Consumption on demand, beyond the free grant.</summary>
    public const double GigabyteSecond = 0.000026;

    public const double Execution = 0.40 / 1e6;

    /// <summary>Log Analytics, pay as you go.</summary>
    public const double LoggedByte = 2.30 / 1e9;
}
