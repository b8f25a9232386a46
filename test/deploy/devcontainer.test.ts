import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readDockerfile, root } from './dockerfile';

const folder = path.join(root, '.devcontainer');
const container = JSON.parse(readFileSync(path.join(folder, 'devcontainer.json'), 'utf8'));

/** What https://containers.dev/implementors/json_reference says of the properties that are used here. */
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'build'],
  properties: {
    name: { type: 'string' },
    build: {
      type: 'object',
      additionalProperties: false,
      required: ['dockerfile'],
      properties: {
        dockerfile: { type: 'string' },
        context: { type: 'string' },
        target: { type: 'string' },
        args: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    remoteUser: { type: 'string' },
    postCreateCommand: { type: 'string' },
    forwardPorts: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 65535 } },
    portsAttributes: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          label: { type: 'string' },
          onAutoForward: {
            enum: ['notify', 'openBrowser', 'openBrowserOnce', 'openPreview', 'silent', 'ignore'],
          },
        },
      },
    },
    securityOpt: { type: 'array', items: { type: 'string' } },
    customizations: { type: 'object' },
  },
};

describe('the dev container', () => {
  test('says nothing but what the format knows', () => {
    const validate = new Ajv().compile(schema);
    validate(container);
    expect(validate.errors).toBeNull();
  });

  test('is a stage of the Dockerfile', () => {
    expect(existsSync(path.join(folder, container.build.dockerfile))).toBe(true);
    expect(path.join(folder, container.build.context)).toBe(root);
    expect(readDockerfile().stages.map(({ name }) => name)).toContain(container.build.target);
  });

  test("sets up by the project's own commands", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const commands = [...container.postCreateCommand.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(commands).toEqual(['setup', 'kernel']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
  });

  test("hands on JupyterLab's port, which the image exposes too", () => {
    const exposed = readDockerfile()
      .stages.at(-1)
      ?.instructions.find(({ name }) => name === 'EXPOSE')?.words;
    expect(container.forwardPorts.map(String)).toEqual([exposed]);
    expect(Object.keys(container.portsAttributes)).toEqual([exposed]);
  });
});
