using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe.Infrastructure;

/// <summary>Reads <see cref="StripeList{T}"/> as the object it is: by itself the serializer would see a sequence.</summary>
internal sealed class StripeListConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(StripeList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()));

    private sealed class Converter<T> : ReadingConverter<StripeList<T>>
    {
        public override StripeList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var page = JsonSerializer.Deserialize<Page>(ref reader, options);
            return new StripeList<T>
            {
                Object = page.Object,
                Data = page.Data?.ConvertAll(element => Item(element, options)),
                HasMore = page.HasMore,
                Url = page.Url,
            };
        }

        private static T Item(JsonElement element, JsonSerializerOptions options)
        {
            var item = element.Deserialize<T>(options);
            if (item is StripeEntity entity)
            {
                entity.KeepRaw(element);
            }

            return item;
        }

        private sealed class Page
        {
            [JsonPropertyName("object")]
            public string Object { get; set; }

            [JsonPropertyName("data")]
            public List<JsonElement> Data { get; set; }

            [JsonPropertyName("has_more")]
            public bool HasMore { get; set; }

            [JsonPropertyName("url")]
            public string Url { get; set; }
        }
    }
}
