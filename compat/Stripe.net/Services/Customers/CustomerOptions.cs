using System.Text.Json.Serialization;
using Stripe.Infrastructure;

namespace Stripe;

/// <summary>Parameters of <see cref="CustomerService.CreateAsync"/>.</summary>
public class CustomerCreateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [JsonPropertyName("name")]
    public string Name { get; set; }

    [JsonPropertyName("test_clock")]
    public string TestClock { get; set; }
}

/// <summary>Parameters of <see cref="CustomerService.UpdateAsync"/>: what is never assigned stays as it is.</summary>
public class CustomerUpdateOptions : BaseOptions, IHasMetadata
{
    [JsonPropertyName("description")]
    public string Description { get; set; }

    [JsonPropertyName("email")]
    public string Email { get; set; }

    [JsonPropertyName("metadata")]
    public Dictionary<string, string> Metadata
    {
        get;
        set
        {
            field = value;
            SetTracker.Track();
        }
    }

    [JsonPropertyName("name")]
    public string Name { get; set; }
}

/// <summary>Parameters of <see cref="CustomerService.GetAsync"/>.</summary>
public class CustomerGetOptions : BaseOptions;

/// <summary>Parameters of <see cref="CustomerService.DeleteAsync"/>.</summary>
public class CustomerDeleteOptions : BaseOptions;
