using Billing.Domain.Payments;

namespace Billing.Application.Payments;

/// <summary>The order in which payments are shown, and how a page follows another in it.</summary>
internal static class PaymentPages
{
    /// <summary>Newest first; the id decides within a moment.</summary>
    public static IOrderedQueryable<PaymentTransaction> NewestFirst(this IQueryable<PaymentTransaction> payments) =>
        payments.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);

    /// <summary>Only the payments behind the cursor. Compares ids in the database's own order, which is not that of .NET.</summary>
    public static IQueryable<PaymentTransaction> Behind(this IQueryable<PaymentTransaction> payments, PaymentCursor? cursor) =>
        cursor is { } place
            ? payments.Where(p => p.CreatedAt <= place.CreatedAt && (p.CreatedAt < place.CreatedAt || p.Id.CompareTo(place.Id) < 0))
            : payments;

    /// <summary>The place that a request names; null for the beginning.</summary>
    public static PaymentCursor? PlaceOf(string? cursor) =>
        cursor is not null && PaymentCursor.TryParse(cursor, out PaymentCursor place) ? place : null;
}
