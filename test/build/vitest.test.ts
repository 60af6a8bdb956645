import { expect, it } from 'vitest';

import { countTests } from '../../build/setup/vitest.mjs';

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };

it('counts what the report counts', () => {
  const failed = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  const report = { numPassedTests: 1, numFailedTests: 1, success: false, testResults: [passed, failed] };
  expect(countTests(report)).toEqual({ passed: 1, failed: 1 });
});

it('counts a file that broke before its first test', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const report = { numPassedTests: 1, numFailedTests: 0, success: false, testResults: [passed, broken] };
  expect(countTests(report)).toEqual({ passed: 1, failed: 1 });
});

it('counts an error outside every test', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, success: false, testResults: [passed] };
  expect(countTests(report)).toEqual({ passed: 1, failed: 1 });
});
