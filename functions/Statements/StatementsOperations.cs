using Billing.Accounts;
using Billing.OpenApi;
using Billing.Platform.Sheets;

namespace Billing.Statements;

/// <summary>What callers ask of statements, and what they get.</summary>
public static class StatementsOperations
{
    public static void Describe(OperationTable operations) => operations
        .Add(nameof(GetStatement), it => it
            .Answers<Statement>()
            .Refuses(422, "invalid")
            .Note("The month as 2026-03; one that has not begun is refused."))
        .Add(nameof(GetStatementPdf), it => it
            .Query(query => query.Choice<Language>("language", "The account's own where left out."))
            .AnswersFile("application/pdf", "The statement on A4 pages."))
        .Add(nameof(GetStatementWorkbook), it => it
            .Query(query => query.Choice<Language>("language", "The account's own where left out."))
            .AnswersFile(Workbook.ContentType, "The month, its funds and its services, a sheet each."));
}
