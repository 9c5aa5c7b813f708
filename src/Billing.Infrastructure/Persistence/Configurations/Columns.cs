using System.Text.Json;
using Billing.Domain.Snapshots;
using Billing.Infrastructure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Billing.Infrastructure.Persistence.Configurations;

/// <summary>The kinds of columns that come again and again.</summary>
internal static class Columns
{
    /// <summary>Stripe's promise for ids (https://docs.stripe.com/upgrades#what-changes-does-stripe-consider-to-be-backward-compatible).</summary>
    private const int StripeIdLength = 255;

    /// <summary>
    /// The longest text that SQL Server keeps in the row. Stripe names no limit for most of its words, and one that did not fit
    /// would kill its event.
    /// </summary>
    private const int FreeTextLength = 4000;

    /// <summary>The key that every mirror has, and the number that tells whether it changed since it was read.</summary>
    public static void IsMirror<T>(this EntityTypeBuilder<T> entity)
        where T : MirroredObject
    {
        entity.HasKey(m => m.Id);
        entity.Property(m => m.Id).ValueGeneratedNever();
        entity.Property(m => m.Version).IsConcurrencyToken();
    }

    /// <summary>The row belongs to a user. Deleting the user is refused; users are anonymised instead.</summary>
    public static void BelongsToUser<T>(this EntityTypeBuilder<T> entity, string userId = "UserId")
        where T : class =>
        entity.HasOne<User>().WithMany().HasForeignKey(userId);

    /// <summary>An id of Stripe's.</summary>
    public static void IsStripeId(this PropertyBuilder property) => property.IsCode(StripeIdLength);

    /// <summary>A lowercase ISO 4217 code.</summary>
    public static void IsCurrency(this PropertyBuilder property) => property.IsCode(3);

    /// <summary>A word that programs compare: ASCII, and compared byte by byte.</summary>
    public static void IsCode(this PropertyBuilder property, int maxLength) => property.HasMaxLength(maxLength).IsUnicode(false);

    /// <summary>Words or addresses whose length others decide.</summary>
    public static void IsFreeText(this PropertyBuilder property) => property.HasMaxLength(FreeTextLength);

    /// <summary>A value that is stored as JSON text and compared by it.</summary>
    public static void IsJson<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Default) == JsonSerializer.Serialize(b, JsonSerializerOptions.Default),
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Default), JsonSerializerOptions.Default)!));
}
