using Billing.OpenApi;

namespace Billing.Privacy;

/// <summary>What an erasure answers and refuses.</summary>
public static class PrivacyOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(EraseAccount), it => it
            .Answers<ErasureAnswer>()
            .RefusesAny<ErasureRefusal>(409));
}
