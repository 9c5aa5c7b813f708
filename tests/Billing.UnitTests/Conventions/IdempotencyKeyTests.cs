using System.Reflection;
using Billing.Api;
using Billing.Api.Idempotency;
using Billing.Application.Behaviours;
using Microsoft.AspNetCore.Mvc;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Conventions;

/// <summary>What a caller may have to send twice takes an <c>Idempotency-Key</c>. An action is named as the request that it sends.</summary>
public sealed class IdempotencyKeyTests
{
    private static readonly string[] Areas = ["v1/billing", "v1/admin"];

    [Test]
    public void Every_POST_of_billing_and_of_operators_takes_an_idempotency_key()
    {
        List<MethodInfo> posts = Posts();
        posts.Count.ShouldBeGreaterThanOrEqualTo(5);
        posts.Where(p => p.GetCustomAttribute<TakesIdempotencyKeyAttribute>() is null).Select(NameOf).ShouldBeEmpty();
    }

    [Test]
    public void And_its_request_is_kept_with_its_answer() =>
        Posts().Where(p => !IdempotentRequests().Contains(p.Name)).Select(NameOf).ShouldBeEmpty();

    [Test]
    public void Whatever_is_kept_says_so_in_the_description_of_the_API() =>
        IdempotentRequests().Except(Actions().Where(a => a.GetCustomAttribute<TakesIdempotencyKeyAttribute>() is not null).Select(a => a.Name))
            .ShouldBeEmpty();

    private static List<MethodInfo> Posts() =>
        [.. Actions().Where(a => a.GetCustomAttribute<HttpPostAttribute>() is not null && Areas.Any(RouteOf(a).StartsWith))];

    private static IEnumerable<MethodInfo> Actions() => typeof(ApiHost).Assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(ControllerBase)) && !t.IsAbstract)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private static string RouteOf(MethodInfo action) => action.DeclaringType!.GetCustomAttribute<RouteAttribute>()?.Template ?? "";

    private static IEnumerable<string> IdempotentRequests() => typeof(IIdempotentRequest).Assembly.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(IIdempotentRequest)) && t.IsClass)
        .Select(t => t.Name);

    private static string NameOf(MethodInfo action) => $"{action.DeclaringType!.Name}.{action.Name}";
}
