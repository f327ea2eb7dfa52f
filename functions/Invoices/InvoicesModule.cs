using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Invoices;

/// <summary>Invoices, receipts and credit notes: their tax, their numbers, and how they come about.</summary>
public static class InvoicesModule
{
    public static IServiceCollection AddInvoices(this IServiceCollection services) => services
        .AddTable(DocumentTable.Name).AddSingleton<DocumentTable>()
        .AddTable(SeriesTable.Name).AddSingleton(Series)
        .AddTable(InvoiceTaskTable.Name)
        .AddSingleton(provider => new InvoiceTaskTable(provider.GetRequiredService<TableServiceClient>()))
        .AddSingleton<DocumentDrafts>()
        .AddSingleton<UsageDrafts>()
        .AddSingleton<DocumentDesk>()
        .AddSingleton<InvoiceWork>()
        .AddSingleton<DemandReader>()
        .AddSettings(Entities)
        .AddSettings(Taxes)
        .AddOperations(InvoicesOperations.Describe)
        .AddAccess(access => access
            .Allow(nameof(GetInvoices), Role.Customer, Role.Finance)
            .Allow(nameof(GetInvoice), Role.Customer, Role.Finance)
            .Allow(nameof(GetInvoicePdf), Role.Customer, Role.Finance)
            .Allow(nameof(CorrectInvoice), Role.Finance))
        .AddLimits(limits => limits.Put(RequestGroup.Heavy, nameof(GetInvoicePdf)))
        .AddLimits(limits => limits.Put(RequestGroup.Money, nameof(CorrectInvoice)));

    /// <summary>A lost answer is cleared up by reading, so nothing is sent twice.</summary>
    private static SeriesTable Series(IServiceProvider provider) => new(
        provider.GetRequiredKeyedService<TableServiceClient>(Registration.SendOnce).GetTableClient(SeriesTable.Name),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<Jitter>());

    private static LegalEntities Entities(Settings settings) => settings.Value<LegalEntities>(
        "Invoices__LegalEntities", LegalEntities.TryParse!,
        "a list of companies that serves each country once, like the sample's");

    private static TaxTable Taxes(Settings settings) => settings.Value<TaxTable>(
        "Invoices__TaxRates", TaxTable.TryParse, "a list like VN VAT 10, JP JCT 10");
}
