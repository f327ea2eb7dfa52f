namespace Billing.Accounts;

/// <summary>A language in which documents and labels are written.</summary>
public enum Language
{
    En = 1,
    Vi = 2,
    Ja = 3,
}
