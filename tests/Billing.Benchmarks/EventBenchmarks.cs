using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Billing.Api;
using Billing.Application.Abstractions;
using Billing.Application.Payments;
using Billing.Application.StripeEvents;
using Billing.Infrastructure.StripeEvents;
using Billing.Infrastructure.Persistence;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Billing.Benchmarks;

/// <summary>
/// What an event costs once it is let in, in the real application on a SQLite file: storing a batch of deliveries, claiming and applying a
/// batch of events; and beside it a page of a long history.
/// </summary>
[InProcess]
[MemoryDiagnoser]
public class EventBenchmarks : ICurrentUser
{
    private const int Deliveries = 256;
    private const int Events = 64;
    private const int Users = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("billing-benchmark-").FullName;
    private WebApplication _app = null!;
    private GroupCommitInbox _inbox = null!;
    private int _number;

    /// <summary>The user with the long history.</summary>
    public Guid Id { get; private set; }

    /// <summary>Makes the database and the application, and starts nothing of it but the inbox.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        await SeedCommand.RunAsync(["--users", $"{Users}", "--history", "10000", "--data", _folder]);
        _app = ApiHost.Build(
            [
                $"--ConnectionStrings:Billing=Data Source={Path.Combine(_folder, "billing.db")}", "--Stripe:ApiKey=sk_test_benchmarkbenchmark",
                "--Stripe:ApiBase=http://127.0.0.1:9", "--Stripe:WebhookSecrets:0=whsec_benchmark", "--Billing:AllowedReturnOrigins:0=http://localhost",
                "--Jwt:SigningKey=a-key-of-the-benchmarks-that-signs-nothing-anywhere-4711-4711-4711", "--environment=Development",
            ],
            builder => builder.Logging.ClearProviders(),
            services => services.AddScoped<ICurrentUser>(_ => this));
        _inbox = _app.Services.GetRequiredService<GroupCommitInbox>();
        await _inbox.StartAsync(default);
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        Id = await scope.ServiceProvider.GetRequiredService<BillingDbContext>().Users
            .Where(u => u.Email == "bench0@example.com").Select(u => u.Id).SingleAsync();
    }

    /// <summary>Leaves nothing behind.</summary>
    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _inbox.StopAsync(default);
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Deliveries that arrive together; each is on disk at the end.</summary>
    [Benchmark(OperationsPerInvoke = Deliveries)]
    public Task StoreDeliveries() => Task.WhenAll(Enumerable.Range(0, Deliveries).Select(_ => _inbox.StoreAsync(Next())));

    /// <summary>Events for the next measurement.</summary>
    [IterationSetup(Target = nameof(ApplyEvents))]
    public void StoreEvents() => Task.WhenAll(Enumerable.Range(0, Events).Select(_ => _inbox.StoreAsync(Next()))).GetAwaiter().GetResult();

    /// <summary>Claims and applies a batch: payments that are new.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public async Task ApplyEvents()
    {
        IReadOnlyList<ClaimedEvent> claimed;
        await using (AsyncServiceScope scope = _app.Services.CreateAsyncScope())
        {
            claimed = await scope.ServiceProvider.GetRequiredService<EventQueue>().ClaimAsync(Events, default);
        }

        await _app.Services.GetRequiredService<EventProcessor>().ProcessAsync(claimed, isGentle: false, default);
    }

    /// <summary>The first page of ten thousand payments.</summary>
    [Benchmark]
    public async Task<PaymentHistory> HistoryPage()
    {
        await using AsyncServiceScope scope = _app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(new GetPaymentHistory(50, null, null, null, null, null));
    }

    private ReceivedEvent Next()
    {
        int number = ++_number;
        long created = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + number;
        string customer = string.Create(CultureInfo.InvariantCulture, $"cus_Bench{number % Users:d9}");
        return EventEnvelope.Read(Encoding.UTF8.GetBytes(BenchmarkEvents.PaymentSucceeded($"bench_{number}", customer, created)));
    }
}
