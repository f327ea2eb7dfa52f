namespace Billing.Platform;

/// <summary>Who may call: the customer for the own account, a marketplace service, or the staff.</summary>
public enum Role
{
    Customer = 1,
    Service = 2,
    Sales = 3,
    Finance = 4,
    Admin = 5,
}
