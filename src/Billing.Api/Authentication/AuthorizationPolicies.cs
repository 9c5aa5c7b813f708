namespace Billing.Api.Authentication;

/// <summary>Who may do what.</summary>
public static class AuthorizationPolicies
{
    /// <summary>Operators only: everything under <c>/v1/admin</c>.</summary>
    public const string Admin = "admin";
}
