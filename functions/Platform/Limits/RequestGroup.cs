namespace Billing.Platform.Limits;

/// <summary>Functions that cost alike; each caller has one allowance for each group.</summary>
public enum RequestGroup
{
    /// <summary>What everybody may read without a token, counted by address.</summary>
    Public = 1,

    Reading = 2,

    Writing = 3,

    /// <summary>What moves money or asks a gateway to.</summary>
    Money = 4,

    /// <summary>Files, statements and audits: one of them costs as much as a thousand reads.</summary>
    Heavy = 5,

    /// <summary>Events of services, up to 1,000 in a request.</summary>
    Usage = 6,

    /// <summary>Notices of gateways, which send again what was put off.</summary>
    Webhooks = 7,

    Health = 8,

    /// <summary>Requests with a token that is none, counted by address.</summary>
    BadTokens = 9,
}
