namespace Microsoft.Azure.Functions.Worker;

/// <summary>The key that an HTTP function asks for.</summary>
public enum AuthorizationLevel
{
    /// <summary>No key.</summary>
    Anonymous = 0,

    /// <summary>A signed-in user; not served by the development host.</summary>
    User = 1,

    /// <summary>The function key.</summary>
    Function = 2,

    /// <summary>The system key; not served by the development host.</summary>
    System = 3,

    /// <summary>The admin key.</summary>
    Admin = 4,
}
