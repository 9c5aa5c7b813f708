using System.Text.Json.Serialization;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Somebody with an account, and a client that sends their access token.</summary>
public sealed record TestUser(Guid Id, string Email, string Password, string AccessToken, HttpClient Client) : IDisposable
{
    /// <summary>The password of accounts that need no special one.</summary>
    public const string DefaultPassword = "correct horse battery";

    /// <inheritdoc />
    public void Dispose() => Client.Dispose();
}

/// <summary>A session as it goes over the wire; the names are written out, so that a renamed member is noticed.</summary>
public sealed record TestSession(
    [property: JsonPropertyName("access_token"), JsonRequired] string AccessToken,
    [property: JsonPropertyName("token_type"), JsonRequired] string TokenType,
    [property: JsonPropertyName("expires_in"), JsonRequired] int ExpiresIn,
    [property: JsonPropertyName("user"), JsonRequired] TestSessionUser User);

/// <summary>The user of a session as it goes over the wire.</summary>
public sealed record TestSessionUser(
    [property: JsonPropertyName("id"), JsonRequired] Guid Id,
    [property: JsonPropertyName("email"), JsonRequired] string Email,
    [property: JsonPropertyName("name"), JsonRequired] string? Name,
    [property: JsonPropertyName("roles"), JsonRequired] IReadOnlyList<string> Roles);
