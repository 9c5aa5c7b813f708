namespace Billing.Infrastructure.Identity;

/// <summary>
/// One refresh token, stored as a hash. A token is used once and replaced by its child; using a replaced token again revokes the
/// whole family, but for the moments after its rotation (two tabs, a lost answer).
/// </summary>
public sealed class RefreshToken
{
    /// <summary>Our own id (UUID version 7).</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose session it is.</summary>
    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of the token; the token itself is only in the cookie.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The sign-in it descends from.</summary>
    public required Guid FamilyId { get; init; }

    /// <summary>The token it replaced; null for the first of its family.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>When it was issued (UTC).</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it stops working (UTC).</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>When it was replaced (UTC); null while it is the newest of its family.</summary>
    public DateTime? RotatedAt { get; set; }

    /// <summary>When it was revoked (UTC); null while it works.</summary>
    public DateTime? RevokedAt { get; set; }
}
