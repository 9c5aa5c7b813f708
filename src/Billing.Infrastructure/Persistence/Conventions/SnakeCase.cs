using System.Text;

namespace Billing.Infrastructure.Persistence.Conventions;

/// <summary>Turns .NET names into the names used in the database.</summary>
internal static class SnakeCase
{
    /// <summary><c>StripePaymentIntentId</c> becomes <c>stripe_payment_intent_id</c>; text that is snake_case stays as it is.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
