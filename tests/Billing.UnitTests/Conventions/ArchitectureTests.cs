using System.Reflection;
using System.Xml.Linq;
using AutoMapper;
using Billing.Api;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Conventions;

public sealed class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(PaymentTransaction).Assembly;
    private static readonly Assembly Application = typeof(StripeEvent).Assembly;
    private static readonly Assembly Infrastructure = typeof(BillingDbContext).Assembly;
    private static readonly Assembly Api = typeof(ApiHost).Assembly;

    /// <summary>Anonymous on purpose: whoever adds one adds it here.</summary>
    private static readonly string[] AnonymousControllers =
        ["AuthController", "PlansController", "StripeWebhooksController"];

    [Test]
    public void Layers_reference_only_inwards()
    {
        ReferencesOf(Domain).ShouldBeEmpty();
        ReferencesOf(Application).ShouldBe(["Billing.Domain"]);
        ReferencesOf(Infrastructure).ShouldBeSubsetOf(["Billing.Application", "Billing.Domain"]);
        ReferencesOf(Api).ShouldBeSubsetOf(["Billing.Application", "Billing.Domain", "Billing.Infrastructure"]);
    }

    [Test]
    public void The_domain_needs_no_package() =>
        Domain.GetReferencedAssemblies().ShouldAllBe(a => a.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Test]
    public void Only_the_infrastructure_knows_the_Stripe_SDK()
    {
        foreach (Assembly assembly in new[] { Domain, Application, Api })
        {
            assembly.GetReferencedAssemblies().ShouldNotContain(a => a.Name == "Stripe.net", assembly.GetName().Name);
        }
    }

    [Test]
    public void Stripe_types_appear_only_in_its_own_folder() => SourceFiles("src")
        .Where(file => !file.Replace('\\', '/').Contains("/Billing.Infrastructure/Stripe/", StringComparison.Ordinal))
        .Where(file => File.ReadLines(file).Any(line => line is "using Stripe;" || line.StartsWith("using Stripe.", StringComparison.Ordinal)))
        .ShouldBeEmpty();

    [Test]
    public void No_product_project_references_the_sandbox_or_the_tests()
    {
        string[] projects = Directory.GetFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories);
        projects.Length.ShouldBe(4);
        projects.SelectMany(p => XDocument.Load(p).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value.Replace('\\', '/')))
            .ShouldAllBe(reference => !reference.Contains("sandbox/") && !reference.Contains("tests/"));
    }

    [Test]
    public void Every_action_is_authorised_or_anonymous_on_purpose()
    {
        IEnumerable<Type> controllers = Api.GetTypes().Where(t => t.IsAssignableTo(typeof(ControllerBase)) && !t.IsAbstract);
        foreach (Type controller in controllers)
        {
            bool isAnonymous = controller.GetCustomAttribute<AllowAnonymousAttribute>() is not null;
            isAnonymous.ShouldBe(AnonymousControllers.Contains(controller.Name), controller.Name);
            if (isAnonymous)
            {
                continue;
            }

            controller.GetCustomAttribute<AuthorizeAttribute>().ShouldNotBeNull(controller.Name);
            Actions(controller).ShouldAllBe(a => a.GetCustomAttribute<AllowAnonymousAttribute>() == null, controller.Name);
        }
    }

    [Test]
    public void Every_action_says_what_it_answers() => Api.GetTypes()
        .Where(t => t.IsAssignableTo(typeof(ControllerBase)) && !t.IsAbstract)
        .SelectMany(Actions)
        .Where(a => !a.GetCustomAttributes<ProducesResponseTypeAttribute>().Any())
        .ShouldBeEmpty();

    [Test]
    public void Every_mapping_is_complete() => new MapperConfiguration(c => c.AddMaps(Application), NullLoggerFactory.Instance)
        .AssertConfigurationIsValid();

    private static List<string> ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Billing.", StringComparison.Ordinal)).Order()];

    private static IEnumerable<MethodInfo> Actions(Type controller) =>
        controller.GetMethods().Where(m => m.GetCustomAttributes<HttpMethodAttribute>().Any());

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories);

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Billing.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests do not run below the solution.");
    }
}
