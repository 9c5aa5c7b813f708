using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

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
            string written = Path.Combine(folder, Path.GetFileName(file));
            Console.WriteLine(await UseAsync(published, folder, written));
            File.Move(written, file, overwrite: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts the application, uses and stops it.</summary>
    /// <returns>What it said last.</returns>
    private static async Task<string> UseAsync(string published, string folder, string file)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using Process application = Start(published, folder, file);
        try
        {
            using var client = new HttpClient { BaseAddress = await ListeningAsync(application, deadline.Token) };
            Task<string> output = application.StandardOutput.ReadToEndAsync(deadline.Token);
            await UntilAsync(() => IsReadyAsync(client, deadline.Token), deadline.Token);
            for (int number = 0; number < Deliveries; number++)
            {
                await DeliverAsync(client, number, deadline.Token);
            }

            await ReadAsync(client, deadline.Token);

            // It stops as it does for who runs it, and writes the profile.
            using Process terminating = Process.Start("kill", ["-TERM", $"{application.Id}"]);
            await application.WaitForExitAsync(deadline.Token);
            return application.ExitCode == 0
                ? (await output).TrimEnd().Split('\n')[^1]
                : throw new InvalidOperationException($"The application ended with {application.ExitCode}.");
        }
        finally
        {
            application.Kill();
            await application.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Process Start(string published, string folder, string file) => Process.Start(
        new ProcessStartInfo(
            Path.Combine(published, "Billing.Api"),
            [
                $"--ConnectionStrings:Billing=Data Source={Path.Combine(folder, "billing.db")}", "--Stripe:ApiKey=sk_test_profileprofile",
                "--Stripe:PublishableKey=pk_test_profileprofile", "--Stripe:ApiBase=http://127.0.0.1:9", $"--Stripe:WebhookSecrets:0={Secret}",
                "--Billing:AllowedReturnOrigins:0=https://localhost", "--Jwt:SigningKey=a-key-of-the-profile-that-signs-nothing-anywhere-4711-4711-4711",
                "--urls=http://127.0.0.1:0", "--environment=Production",
            ])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(ProfileCommand).Assembly.Location,
                [StartupHook.FileVariable] = file,
                // Where a build that has no runtime of its own finds one.
                ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            },
        })!;

    /// <summary>Waits until the application says where it listens.</summary>
    private static async Task<Uri> ListeningAsync(Process application, CancellationToken cancellationToken)
    {
        while (await application.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Split("Now listening on: ") is [_, var address])
            {
                return new Uri(address);
            }
        }

        throw new InvalidOperationException("The application did not start.");
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>A payment that is new, as Stripe delivers it.</summary>
    private static async Task DeliverAsync(HttpClient client, int number, CancellationToken cancellationToken)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string body = BenchmarkEvents.PaymentSucceeded($"profile_{number}", "cus_Bench000000000", now);
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{now}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe") { Content = new StringContent(body) };
        request.Headers.Add("Stripe-Signature", $"t={now},v1={signature}");
        using HttpResponseMessage answer = await client.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the pages of a user ask for, until all that was delivered is in the history.</summary>
    private static async Task ReadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using HttpResponseMessage login = await client.PostAsJsonAsync(
            "/v1/auth/login", new { email = "bench0@example.com", password = SeedCommand.Password }, cancellationToken);
        login.EnsureSuccessStatusCode();
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
}
