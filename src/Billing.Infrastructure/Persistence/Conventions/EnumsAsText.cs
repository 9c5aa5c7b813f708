using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Billing.Infrastructure.Persistence.Conventions;

/// <summary>Stores every enum as its name in snake_case: readable in the database, and Stripe's own word where the enum is Stripe's.</summary>
internal sealed class EnumsAsText : IModelFinalizingConvention
{
    private const int MaxLength = 32;

    /// <inheritdoc />
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var property in modelBuilder.Metadata.GetEntityTypes().SelectMany(e => e.GetDeclaredProperties()))
        {
            Type type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum)
            {
                property.Builder.HasConverter(typeof(SnakeCaseEnumConverter<>).MakeGenericType(type));
                property.Builder.HasMaxLength(MaxLength);
                property.Builder.IsUnicode(false);
            }
        }
    }
}

/// <summary>Converts between an enum and its names in snake_case.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : ValueConverter<TEnum, string>(
    value => Names[value], text => Values[text])
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Names = Enum.GetValues<TEnum>().ToDictionary(v => v, v => SnakeCase.Of(v.ToString()));

    private static readonly Dictionary<string, TEnum> Values = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.Ordinal);

    /// <summary>What is stored for a value.</summary>
    public static string NameOf(TEnum value) => Names[value];

    /// <summary>The value of what is stored.</summary>
    /// <exception cref="KeyNotFoundException">No value has that name.</exception>
    public static TEnum ValueOf(string text) => Values[text];
}
