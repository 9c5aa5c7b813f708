using System.Net.Http.Headers;
using System.Net.Http.Json;
using Billing.Api;
using Billing.Application.Accounts;
using Billing.Infrastructure.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>
/// The real application on a free port of this machine, with a database of its own: SQLite in a temporary folder, or SQL Server
/// where <c>BILLING_TEST_SQLSERVER</c> holds a connection string. Disposing it removes all of that.
/// </summary>
public sealed class BillingApp : IAsyncDisposable
{
    /// <summary>The secret that signs the access tokens here.</summary>
    public const string SigningKey = "a-signing-key-of-sixty-four-bytes-that-only-tests-ever-use-47110";

    /// <summary>The secret that signs webhook deliveries here.</summary>
    public const string WebhookSecret = "whsec_integrationtests4711";

    /// <summary>An origin that return URLs may lead to.</summary>
    public const string ReturnOrigin = "https://app.example.com";

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private bool _isStopped;

    private BillingApp(WebApplication app, TestDatabase database)
    {
        _app = app;
        _database = database;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The secret that signs deliveries to this one.</summary>
    public string WebhookSecretInUse => _app.Configuration["Stripe:WebhookSecrets:0"]!;

    /// <summary>Its services; take scoped ones from a scope.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Everything it logged.</summary>
    public RecordedLog Log => _app.Services.GetRequiredService<RecordedLog>();

    /// <summary>Starts it.</summary>
    /// <param name="settings">Settings that differ from the usual ones of tests.</param>
    /// <param name="replace">Replaces services, the clock for example.</param>
    /// <param name="stripe">Where Stripe's API is, a simulator for example; null for nowhere.</param>
    /// <param name="environment">Development has Swagger and cookies over http.</param>
    /// <param name="database">The database of an app that was stopped, to go on with it; null for a new one.</param>
    public static async Task<BillingApp> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? replace = null,
        Uri? stripe = null,
        string environment = "Development",
        TestDatabase? database = null)
    {
        database ??= TestDatabase.Create();
        var app = ApiHost.Build(["--environment", environment, "--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(Settings(database, stripe));
            builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<RecordedLog>().AddSingleton<ILoggerProvider>(services => services.GetRequiredService<RecordedLog>());

            // Hashing is slow on purpose; tests sign in all the time.
            builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        }, replace);
        try
        {
            await app.StartAsync();
            return new BillingApp(app, database);
        }
        catch
        {
            await app.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A caller with a cookie jar of its own and no access token.</summary>
    public HttpClient NewClient() => new() { BaseAddress = Address };

    /// <summary>Opens an account; its client sends the access token.</summary>
    public async Task<TestUser> RegisterAsync(string? email = null, string password = TestUser.DefaultPassword)
    {
        email ??= $"user-{Guid.NewGuid():N}@example.com";
        var client = NewClient();
        using var answer = await client.PostAsJsonAsync("/v1/auth/register", new { email, password, name = "Test User" });
        answer.EnsureSuccessStatusCode();
        var session = await answer.ReadAsync<TestSession>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return new TestUser(session.User.Id, email, password, session.AccessToken, client);
    }

    /// <summary>Opens the account of an operator; its client sends the access token.</summary>
    public async Task<TestUser> RegisterOperatorAsync()
    {
        TestUser user = await RegisterAsync();
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ISender>().Send(new AddOperator(user.Email));
        }

        // The role is in the tokens of sessions that begin after it was given.
        using var answer = await user.Client.PostAsJsonAsync("/v1/auth/login", new { email = user.Email, password = user.Password });
        var session = await answer.ReadAsync<TestSession>();
        user.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return user with { AccessToken = session.AccessToken };
    }

    /// <summary>Works with the database, as one scope of the application does.</summary>
    public async Task<T> WithDbAsync<T>(Func<BillingDbContext, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BillingDbContext>());
    }

    /// <summary>Stops it and keeps the database, for another to go on with.</summary>
    public async Task<TestDatabase> StopAsync()
    {
        _isStopped = true;
        await _app.DisposeAsync();
        return _database;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            await StopAsync();
            await _database.DisposeAsync();
        }
    }

    private static Dictionary<string, string?> Settings(TestDatabase database, Uri? stripe) => new()
    {
        ["Database:Provider"] = database.Provider,
        ["Database:MigrateOnStart"] = "true",
        ["ConnectionStrings:Billing"] = database.ConnectionString,
        ["DataProtection:KeyPath"] = Path.Combine(database.Folder, "keys"),
        ["Stripe:ApiKey"] = "sk_test_integrationtests4711",
        ["Stripe:PublishableKey"] = "pk_test_integrationtests4711",
        ["Stripe:WebhookSecrets:0"] = WebhookSecret,

        // Port 9 discards: an app without a simulator finds nobody there.
        ["Stripe:ApiBase"] = stripe?.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:9",
        ["Jwt:SigningKey"] = SigningKey,
        ["Billing:AllowedReturnOrigins:0"] = ReturnOrigin,
        ["RateLimits:Register:Permits"] = "100000",
        ["RateLimits:Login:Permits"] = "100000",
    };
}
