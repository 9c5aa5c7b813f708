namespace Billing.Application.Abstractions;

/// <summary>The caller's <c>Idempotency-Key</c>.</summary>
public interface IIdempotencyContext
{
    /// <summary>The key as sent, unchecked; null when none was.</summary>
    string? Key { get; }
}

/// <summary>Encrypts the answers that are kept for callers who ask again: they may hold a client secret.</summary>
public interface IResponseProtector
{
    /// <summary>Encrypts an answer.</summary>
    byte[] Protect(byte[] response);

    /// <summary>Decrypts an answer; null when its encryption key is no longer there.</summary>
    byte[]? Unprotect(byte[] protectedResponse);
}
