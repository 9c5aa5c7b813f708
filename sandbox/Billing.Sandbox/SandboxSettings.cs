using System.Security.Cryptography;
using System.Text.Json;

namespace Billing.Sandbox;

/// <summary>What one run makes up and later runs need: kept beside the databases, worth nothing elsewhere.</summary>
/// <param name="JwtSigningKey">Signs the access tokens.</param>
/// <param name="WebhookSecret">Signs the deliveries; Stripe tells it once, when the endpoint is made. Null until then.</param>
/// <param name="WebhookUrl">The endpoint that the secret belongs to.</param>
internal sealed record SandboxSettings(string JwtSigningKey, string? WebhookSecret, string? WebhookUrl)
{
    private const string FileName = "sandbox.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Reads the settings of earlier runs; makes new ones when there are none.</summary>
    public static SandboxSettings Load(string folder)
    {
        string file = Path.Combine(folder, FileName);
        SandboxSettings? stored = File.Exists(file) ? JsonSerializer.Deserialize<SandboxSettings>(File.ReadAllText(file)) : null;
        return stored ?? new SandboxSettings(Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)), null, null);
    }

    /// <summary>Keeps the settings for later runs.</summary>
    public void Save(string folder)
    {
        string file = Path.Combine(folder, FileName);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(this, Json));
        File.Move(file + ".new", file, overwrite: true);
    }
}
