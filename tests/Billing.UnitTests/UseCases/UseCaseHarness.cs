using System.Text;
using System.Text.Json;
using Billing.Application;
using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Options;
using Billing.Application.StripeEvents;
using Billing.Domain.Plans;
using Billing.Infrastructure.Idempotency;
using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Stripe;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Moq;

namespace Billing.UnitTests.UseCases;

/// <summary>The use cases on a SQLite file of their own, with <see cref="FakeStripe"/> for Stripe and one signed-in user.</summary>
internal sealed class UseCaseHarness : IAsyncDisposable, ICurrentUser, IIdempotencyContext, IUserDirectory
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"billing-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider _services;

    private UseCaseHarness()
    {
        Stripe = new FakeStripe(Clock);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Billing"] = $"Data Source={_file}" })
            .Build();
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IBillingClock>(Clock)
            .AddApplication(null)
            .AddPersistence(configuration)
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<IStripeGateway>(Stripe)
            .AddSingleton<IStripeSubscriptions>(Stripe)
            .AddSingleton<IStripeRefunds>(Stripe)
            .AddSingleton(Mock.Of<IStripeCards>())
            .AddSingleton<IStripePayloadReader, StripeObjectReader>()
            .AddSingleton<IResponseProtector>(new DataProtectionResponses(new EphemeralDataProtectionProvider()))
            .AddSingleton(Alerts.Object)
            .AddSingleton(Mailer())
            .AddScoped(_ => Options.Create(new AlertOptions { Email = AlertEmail }))
            .AddSingleton<ICurrentUser>(this)
            .AddSingleton<IIdempotencyContext>(this)
            .AddSingleton<IUserDirectory>(this)
            .AddSingleton(new ReturnUrls(["https://app.test"], allowLoopbackHttp: false))
            .AddOptions<BillingOptions>().Services
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new();

    public FakeStripe Stripe { get; }

    public Mock<IOperatorAlerts> Alerts { get; } = new();

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Where alerts are mailed to.</summary>
    public string? AlertEmail { get; set; }

    /// <summary>The mails that were handed over.</summary>
    public List<Email> Mails { get; } = [];

    /// <summary>Thrown instead of taking a mail.</summary>
    public Exception? MailFault { get; set; }

    /// <summary>The header that comes with the next requests.</summary>
    public string? Key { get; set; }

    public PlanPrice Monthly { get; private set; } = null!;

    public PlanPrice Yearly { get; private set; } = null!;

    /// <summary>A dearer plan, by seats, with a trial.</summary>
    public PlanPrice Team { get; private set; } = null!;

    public static async Task<UseCaseHarness> StartAsync()
    {
        var harness = new UseCaseHarness();
        await using AsyncServiceScope scope = harness._services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAtStartAsync(CancellationToken.None);
        await harness.SeedAsync(scope.ServiceProvider.GetRequiredService<BillingDbContext>());
        return harness;
    }

    /// <summary>Sends a request in a scope of its own, as an HTTP request would.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().Send(request);
    }

    /// <summary>Uses a service in a scope of its own.</summary>
    public async Task<T> UseAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using AsyncServiceScope scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Processes an event as the worker does.</summary>
    public Task<EventOutcome> ProcessAsync(string type, string element, DateTime? created = null, bool isOfAnotherReleaseTrain = false)
    {
        string objectId = JsonDocument.Parse(element).RootElement.GetProperty("id").GetString()!;
        byte[] payload = Encoding.UTF8.GetBytes($$$"""{"id":"evt_1","object":"event","data":{"object":{{{element}}}}}""");
        var stripeEvent = new StripeEvent(
            "evt_1", type, created ?? Clock.GetUtcNow().UtcDateTime, objectId, objectId, isOfAnotherReleaseTrain, payload);
        return UseAsync<IServiceProvider, EventOutcome>(services => services.GetRequiredService<IUnitOfWork>().RunAsync(
            token => services.GetRequiredService<ISender>().Send(StripeEventCommands.Create(stripeEvent), token), default));
    }

    /// <summary>Reads or changes the tables.</summary>
    public Task<T> InDatabaseAsync<T>(Func<BillingDbContext, Task<T>> use) => UseAsync(use);

    public Task<UserContact?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(id == Id ? new UserContact(id, "ann@example.com", "Ann") : null);

    public Task<UserContact?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(email == "ann@example.com" ? new UserContact(Id, email, "Ann") : null);

    public Task<IReadOnlyDictionary<Guid, string>> EmailsOfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, string>>(ids.Where(id => id == Id).ToDictionary(id => id, _ => "ann@example.com"));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (string file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
        {
            File.Delete(file);
        }
    }

    private IEmailSender Mailer()
    {
        var sender = new Mock<IEmailSender>();
        sender.Setup(s => s.SendAsync(It.IsAny<Email>(), It.IsAny<CancellationToken>())).Returns((Email mail, CancellationToken _) =>
        {
            if (MailFault is { } fault)
            {
                return Task.FromException(fault);
            }

            Mails.Add(mail);
            return Task.CompletedTask;
        });
        return sender.Object;
    }

    private async Task SeedAsync(BillingDbContext db)
    {
        db.Users.Add(new User
        {
            Id = Id, Email = "ann@example.com", UserName = "ann@example.com", Name = "Ann", CreatedAt = Clock.GetUtcNow().UtcDateTime,
        });
        var free = Plan.Create("free");
        free.Describe("Free", null, ["1 project"], 0, active: true);
        var pro = Plan.Create("pro");
        pro.Describe("Pro", null, ["Unlimited projects"], 1, active: true);
        var retired = Plan.Create("retired");
        retired.Describe("Retired", null, [], 2, active: false);
        Monthly = PlanPrice.Create(pro.Id, "price_month", "pro_monthly", "usd", 1900, BillingInterval.Month);
        Yearly = PlanPrice.Create(pro.Id, "price_year", "pro_yearly", "usd", 19000, BillingInterval.Year);
        var team = Plan.Create("team");
        team.Describe("Team", null, ["Roles"], 3, active: true);
        Team = PlanPrice.Create(team.Id, "price_team", "team_monthly", "usd", 4900, BillingInterval.Month);
        Team.Offer("team_monthly", perSeat: true, trialDays: 14);
        db.PlanPrices.Add(Team);
        db.Plans.AddRange(free, pro, retired, team);
        db.PlanPrices.AddRange(Monthly, Yearly, PlanPrice.Create(retired.Id, "price_old", "old", "usd", 900, BillingInterval.Month));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}

/// <summary>A clock that is moved by hand; what waits on it waits no time.</summary>
internal sealed class FakeClock : TimeProvider, IBillingClock
{
    private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan time) => _now += time;

    public override DateTimeOffset GetUtcNow() => _now;

    public DateTime UtcNow => _now.UtcDateTime;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
