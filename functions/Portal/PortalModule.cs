using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Portal;

/// <summary>The billing page, served by the app itself.</summary>
public static class PortalModule
{
    public static IServiceCollection AddPortal(this IServiceCollection services) => services
        .AddSingleton<PortalFiles>()
        .AddAccess(access => access.AllowAnonymous(nameof(GetPortalFile)))
        .AddOperations(operations => operations.Add(nameof(GetPortalFile), it => it
            .AnswersFile("text/html", "The page.")
            .AnswersFile("text/javascript", "A script of the page.")
            .AnswersFile("text/css", "A style of the page.")
            .AnswersFile("image/svg+xml", "A picture of the page.")
            .AnswersEmpty(302, "Without a path: to the page.")
            .AnswersEmpty(304, "It is still what If-None-Match names.")));
}
