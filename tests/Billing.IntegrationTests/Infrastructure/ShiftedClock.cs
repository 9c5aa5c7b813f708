using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>The wall clock, moved ahead on demand, so that tests wait for no lifetime to pass.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>Moves it ahead.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Makes an application tell its time by this clock.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(this));
}
