using System.Security.Cryptography;
using Billing.Application.Abstractions;
using Microsoft.AspNetCore.DataProtection;

namespace Billing.Infrastructure.Idempotency;

/// <summary>Encrypts kept answers with the host's Data Protection keys.</summary>
internal sealed class DataProtectionResponses(IDataProtectionProvider provider) : IResponseProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Billing.IdempotencyKeys.v1");

    /// <inheritdoc />
    public byte[] Protect(byte[] response) => _protector.Protect(response);

    /// <inheritdoc />
    public byte[]? Unprotect(byte[] protectedResponse)
    {
        try
        {
            return _protector.Unprotect(protectedResponse);
        }
        catch (CryptographicException)
        {
            // The key ring was replaced. The caller repeats the operation, which Stripe answers as before.
            return null;
        }
    }
}
