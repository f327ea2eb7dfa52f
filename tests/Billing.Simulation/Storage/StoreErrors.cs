using Azure;
using Azure.Data.Tables;

namespace Billing.Simulation.Storage;

/// <summary>The refusals of the table service, with its status and error codes.</summary>
internal static class StoreErrors
{
    /// <summary>Where the client library looks for the place of the row that failed a transaction.</summary>
    private const string FailedEntity = "FailedEntity";

    public static RequestFailedException TableNotFound() => Of(404, "TableNotFound", "The table does not exist.");

    public static RequestFailedException TableExists() => Of(409, "TableAlreadyExists", "The table exists already.");

    public static RequestFailedException NotFound() => Of(404, "ResourceNotFound", "The row does not exist.");

    public static RequestFailedException Exists() => Of(409, "EntityAlreadyExists", "The row exists already.");

    public static RequestFailedException Stale() =>
        Of(412, "UpdateConditionNotSatisfied", "The row is not the version that the condition names.");

    public static RequestFailedException Invalid(string why) => Of(400, "InvalidInput", why);

    public static RequestFailedException DuplicateRow() =>
        Of(400, "InvalidDuplicateRow", "A transaction names a row twice.");

    public static RequestFailedException PropertyTooLarge(string name) =>
        Of(400, "PropertyValueTooLarge", $"The property {name} is over 64 KiB.");

    public static RequestFailedException KeyTooLarge() => Of(400, "KeyValueTooLarge", "A key is over 1 KiB.");

    public static RequestFailedException TooManyProperties() =>
        Of(400, "TooManyProperties", "A row has over 252 properties.");

    public static RequestFailedException EntityTooLarge() => Of(400, "EntityTooLarge", "A row is over 1 MiB.");

    public static RequestFailedException BodyTooLarge() =>
        Of(413, "RequestBodyTooLarge", "The transaction is over 4 MiB.");

    public static RequestFailedException KeyCharacter(string key) =>
        Of(400, "OutOfRangeInput", $"The key '{key}' has a character that keys may not have.");

    /// <summary>The same refusal, of the row at that place in a transaction.</summary>
    public static TableTransactionFailedException At(int index, RequestFailedException refusal)
    {
        var placed = Of(refusal.Status, refusal.ErrorCode!, $"{index}:{refusal.Message}");
        placed.Data[FailedEntity] = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(placed);
    }

    public static RequestFailedException Of(int status, string code, string message) =>
        new(status, message, code, innerException: null);
}
