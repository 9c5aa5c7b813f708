using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Billing.Benchmarks.Profile;

/// <summary>
/// Starts the published application as it runs in production, asks of it what it is asked most, and has it write down the methods it used in
/// the order in which it did. Publishing lays out the program by that (src/Billing.Api/Properties/PublishProfiles/Production.pubxml): what a
/// start needs lies together, and the rest is never read into memory (docs/performance.md).
/// </summary>
internal static class ProfileCommand
{
    private const string Usage = "usage: profile --published FOLDER --out FILE";
    private const string Secret = "whsec_profile";
    private const int Deliveries = 200;
    private const int History = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs the command.</summary>
    /// <exception cref="ArgumentException">The arguments cannot be understood.</exception>
    public static async Task RunAsync(string[] args)
    {
        IConfiguration given = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (given["published"] is not { Length: > 0 } published || given["out"] is not { Length: > 0 } file)
        {
            throw new ArgumentException(Usage);
        }

        string folder = Directory.CreateTempSubdirectory("billing-profile-").FullName;
        try
        {
            await SeedCommand.RunAsync(["--users", "10", "--history", $"{History}", "--data", folder]);
            File.Delete(file);
            await UseAsync(published, folder, Path.GetFullPath(file));
            Console.WriteLine($"{new FileInfo(file).Length} bytes in {file}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task UseAsync(string published, string folder, string file)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}") };
        using Process application = Start(published, folder, file, client.BaseAddress);
        try
        {
            using var deadline = new CancellationTokenSource(Patience);
            await UntilAsync(() => IsReadyAsync(client, application, deadline.Token), deadline.Token);
            for (int number = 0; number < Deliveries; number++)
            {
                await DeliverAsync(client, number);
            }

            await ReadAsync(client, deadline.Token);

            // It stops as it does for who runs it, and writes the profile.
            using Process terminating = Process.Start("kill", ["-TERM", $"{application.Id}"]);
            await application.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            application.Kill();
        }
    }

    private static Process Start(string published, string folder, string file, Uri address) => Process.Start(
        new ProcessStartInfo(
            Path.Combine(published, "Billing.Api"),
            [
                $"--ConnectionStrings:Billing=Data Source={Path.Combine(folder, "billing.db")}", "--Stripe:ApiKey=sk_test_profileprofile",
                "--Stripe:PublishableKey=pk_test_profileprofile", "--Stripe:ApiBase=http://127.0.0.1:9", $"--Stripe:WebhookSecrets:0={Secret}",
                "--Billing:AllowedReturnOrigins:0=https://localhost", "--Jwt:SigningKey=a-key-of-the-profile-that-signs-nothing-anywhere-4711-4711-4711",
                $"--urls={address}", "--environment=Production",
            ])
        {
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(ProfileCommand).Assembly.Location,
                [StartupHook.FileVariable] = file,
            },
        })!;

    private static async Task<bool> IsReadyAsync(HttpClient client, Process application, CancellationToken cancellationToken)
    {
        if (application.HasExited)
        {
            throw new InvalidOperationException("The application did not start.");
        }

        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A payment that is new, as Stripe delivers it.</summary>
    private static async Task DeliverAsync(HttpClient client, int number)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string body = BenchmarkEvents.PaymentSucceeded($"profile_{number}", "cus_Bench000000000", now);
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{now}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new StringContent(body) };
        request.Headers.Add("Stripe-Signature", $"t={now},v1={signature}");
        using HttpResponseMessage answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the pages of a user ask for, until all that was delivered is in the history.</summary>
    private static async Task ReadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using HttpResponseMessage login = await client.PostAsJsonAsync(
            "/v1/auth/login", new { email = "bench0@example.com", password = SeedCommand.Password }, cancellationToken);
        string token = (await login.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["access_token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (string path in new[] { "/v1/plans", "/v1/billing/config", "/v1/billing/subscription" })
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        await UntilAsync(
            async () =>
            {
                JsonObject page = (await client.GetFromJsonAsync<JsonObject>("/v1/billing/history?limit=50", cancellationToken))!;
                return page["total"]!.GetValue<long>() == History + Deliveries;
            },
            cancellationToken);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
