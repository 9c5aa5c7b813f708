using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Objects;

/// <summary>The <c>previous_attributes</c> of an update's event.</summary>
internal static class PreviousAttributes
{
    /// <summary>The old values of the properties that changed; null when none did.</summary>
    public static JsonObject? Of(JsonObject before, JsonObject after)
    {
        var previous = new JsonObject(before
            .Where(property => !JsonNode.DeepEquals(property.Value, after[property.Key]))
            .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));
        return previous.Count > 0 ? previous : null;
    }
}
