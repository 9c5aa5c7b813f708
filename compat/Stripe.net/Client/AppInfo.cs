namespace Stripe;

/// <summary>The application that uses the library, named to Stripe in the User-Agent.</summary>
public class AppInfo
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its version, if any.</summary>
    public string Version { get; set; }

    /// <summary>Where to read about it, if anywhere.</summary>
    public string Url { get; set; }

    internal string AsUserAgent() =>
        Name + (string.IsNullOrEmpty(Version) ? "" : $"/{Version}") + (string.IsNullOrEmpty(Url) ? "" : $" ({Url})");
}
