namespace Billing.Platform;

/// <summary>The checked Parse of a value, as every identifier has it.</summary>
public delegate bool TryParse<T>(string? text, out T value);
